#!/usr/bin/env python3
"""Plain BM25 (k1 1.2, b 0.75) over character bigrams of title and text: what bench/search_quality is compared with.

usage: bm25_bigram.py DIR    with DIR/corpus.jsonl[.gz], queries.jsonl[.gz], qrels.tsv; writes `query TAB document TAB rank`, 100 a query
"""
import gzip
import heapq
import json
import math
import os
import re
import sys
import unicodedata
from collections import Counter, defaultdict

K1, B = 1.2, 0.75
RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|[0-9]+")


def rows(directory, name):
    path = os.path.join(directory, name)
    path = path + ".gz" if os.path.exists(path + ".gz") else path
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def terms(text):
    for run in RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if run[0] < "\u3400" or len(run) == 1:
            yield run
        else:
            yield from (run[i:i + 2] for i in range(len(run) - 1))


def main():
    directory = sys.argv[1]
    corpus = rows(directory, "corpus.jsonl")
    postings, lengths = defaultdict(list), []
    for number, document in enumerate(corpus):
        counts = Counter(terms(document["title"] + " " + document["text"]))
        lengths.append(sum(counts.values()))
        for term, count in counts.items():
            postings[term].append((number, count))
    mean = sum(lengths) / len(lengths)
    for query in rows(directory, "queries.jsonl"):
        scores = defaultdict(float)
        for term, times in Counter(terms(query["text"])).items():
            found = postings.get(term, ())
            weight = times * math.log(1 + (len(corpus) - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found:
                scores[number] += weight * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[number] / mean))
        best = heapq.nsmallest(100, scores.items(), key=lambda item: (-item[1], item[0]))
        for rank, (number, _) in enumerate(best, 1):
            print(query["id"], corpus[number]["id"], rank, sep="\t")


main()
