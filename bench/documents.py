#!/usr/bin/env python3
"""bench/documents.py COUNT [--characters N] [--from FILE.jsonl[.gz]]: made-up documents for measuring, one JSON object a line on stdout.

The sentences are those of the demo county (or of any file with "title" and "body"), dealt anew with a fixed seed: the words are real, the
texts are not. Lines can be imported with `mingtang import documents`."""
import argparse
import datetime
import gzip
import json
import random
import re


def sentences(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    titles, found = [], []
    with opened as lines:
        for line in lines:
            row = json.loads(line)
            titles.append(row["title"][:60])
            plain = re.sub(r"<[^>]+>|[#*|]+|-{3,}", " ", row["body"])
            found += [s for s in re.findall(r"[^。！？\n]{8,120}[。！？]", plain)]
            if len(found) > 400_000:
                break
    return titles, found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--characters", type=int, default=600)
    parser.add_argument("--from", dest="source", default="demo/documents.jsonl")
    order = parser.parse_args()
    titles, found = sentences(order.source)
    deal = random.Random(20261123)
    first = datetime.date(2008, 5, 1)
    for number in range(order.count):
        text, length, paragraph = [], 0, []
        while length < order.characters:
            sentence = found[deal.randrange(len(found))].strip()
            paragraph.append(sentence)
            length += len(sentence)
            if len(paragraph) == 3:
                text.append("".join(paragraph))
                paragraph = []
        text.append("".join(paragraph))
        day = first + datetime.timedelta(days=deal.randrange(6700))
        print(json.dumps({"id": f"bench-{number}", "title": f"{titles[deal.randrange(len(titles))]}（{number}）",
                          "body": "\n".join(text).strip(), "published_on": day.isoformat()}, ensure_ascii=False))


if __name__ == "__main__":
    main()
