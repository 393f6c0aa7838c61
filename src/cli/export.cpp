#include <fstream>
#include <iostream>
#include <set>

#include "base/text.hpp"
#include "catalogue/store.hpp"
#include "cli/line.hpp"
#include "cli/store.hpp"
#include "cli/words.hpp"
#include "disclosure/store.hpp"
#include "organ/store.hpp"
#include "remedy/csv.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;
using disclosure::Edition;

class JsonLines {
  public:
    explicit JsonLines(fs::path const& file) : file_(file), out_(file, std::ios::binary) {}
    void add(json::object const& row) {
        out_ << json::serialize(row) << '\n';
        ++count_;
    }
    long long close() {
        out_.close();
        if (!out_) throw std::runtime_error("cannot write " + file_.string());
        return count_;
    }

  private:
    fs::path file_;
    std::ofstream out_;
    long long count_ = 0;
};

/// A record with all its columns, by their names.
template <class T>
json::object row_of(T const& record) {
    json::object row;
    T::columns([&](std::string_view name,
                   auto const& value) { std::visit([&](auto const& plain) { row[name] = plain; }, storage::to_cell(value)); },
               record);
    return row;
}

json::array list_of(std::vector<std::string> const& texts) {
    json::array list;
    for (auto const& one : texts) list.emplace_back(one);
    return list;
}

std::vector<std::string> keywords_of(Edition const& edition) {
    std::vector<std::string> all;
    std::string_view rest = edition.keywords, mark = "、";
    while (!rest.empty()) {
        auto end = rest.find(mark);
        all.emplace_back(rest.substr(0, end));
        rest = end == rest.npos ? std::string_view() : rest.substr(end + mark.size());
    }
    return all;
}

/// Writes what one folder holds: lines that `import documents` reads again, contents once each under their names.
class Export {
  public:
    Export(app::Store& store, fs::path folder) : store_(store), folder_(std::move(folder)), tx_(store.database().read()) {}

    Details run() {
        fs::create_directories(folder_ / "attachments");
        write_units();
        write_catalogue();
        write_disclosures();
        return {{"documents", std::to_string(documents_)},
                {"attachments", std::to_string(attachments_)},
                {"units", std::to_string(codes_.size())},
                {"items", std::to_string(items_.size())},
                {"folder", folder_.string()}};
    }

  private:
    void write_units() {
        JsonLines lines(folder_ / "units.jsonl");
        auto units = organ::store::all_units(tx_);
        for (auto const& unit : units) codes_[unit.id] = unit.code;
        for (auto const& unit : units) {
            auto row = row_of(unit);
            row["parent"] = codes_[unit.parent_id];
            row["merged_into"] = codes_[unit.merged_into_id];
            json::array former, leaders, divisions;
            for (auto const& one : organ::store::former_names(tx_, unit.id))
                former.push_back(json::object{{"name", one.name}, {"until", one.until_on.text()}});
            for (auto const& one : organ::store::leaders(tx_, unit.id))
                leaders.push_back(json::object{{"post", one.post}, {"name", one.name}, {"duty", one.duty}});
            for (auto const& one : organ::store::divisions(tx_, unit.id))
                divisions.push_back(json::object{{"name", one.name}, {"duties", one.duties}, {"telephone", one.telephone}});
            row["former_names"] = std::move(former);
            row["leaders"] = std::move(leaders);
            row["divisions"] = std::move(divisions);
            lines.add(row);
        }
        codes_.erase(0);
        lines.close();
    }

    void write_catalogue() {
        JsonLines lines(folder_ / "catalogue.jsonl"), subjects(folder_ / "subjects.jsonl");
        for (auto const& subject : catalogue::store::subjects(tx_)) subjects.add(row_of(subject));
        std::vector<Id> owners{0};
        for (auto const& [id, _] : codes_) owners.push_back(id);
        for (auto owner : owners) {
            for (auto const& item : catalogue::store::items_of(tx_, owner)) {
                auto row = row_of(item);
                row["unit"] = owner ? codes_.at(owner) : "";
                lines.add(row);
                items_[item.id] = item.code;
            }
        }
        lines.close();
        subjects.close();
    }

    void write_disclosures() {
        JsonLines lines(folder_ / "disclosures.jsonl");
        for (Id after = 0;;) {
            auto batch = store::disclosures_after(tx_, after, 500);
            if (batch.empty()) break;
            for (auto const& record : batch) lines.add(disclosure_row(record));
            after = batch.back().id;
        }
        documents_ = lines.close();
    }

    json::object disclosure_row(disclosure::Disclosure const& record) {
        auto shown = record.public_edition_id ? record.public_edition_id : record.newest_edition_id;
        auto row = edition_row(disclosure::store::edition(tx_, shown).value());
        row["id"] = record.source_id.empty() ? record.index_number : record.source_id;
        row["index_number"] = record.index_number;
        row["state"] = to_text(record.state);
        row["unit"] = codes_.at(record.unit_id);
        row["source_url"] = record.source_url;
        json::array editions;
        for (auto const& edition : disclosure::store::editions_of(tx_, record.id))
            if (edition.id != shown) editions.push_back(edition_row(edition));
        row["other_editions"] = std::move(editions);
        return row;
    }

    json::object edition_row(Edition const& edition) {
        auto row = row_of(edition);
        for (auto const* inner : {"id", "disclosure_id", "unit_id", "author_id", "catalogue_item_id", "interprets_id", "lock_version"})
            row.erase(inner);
        row["format"] = "html";
        row["body"] = disclosure::store::text_of(tx_, edition.id);
        row["subjects"] = list_of(text::split(edition.subjects, ','));
        row["keywords"] = list_of(keywords_of(edition));
        auto item = items_.find(edition.catalogue_item_id);
        row["catalogue_item"] = item == items_.end() ? "" : item->second;
        json::array files;
        for (auto const& attachment : disclosure::store::attachments_of(tx_, edition.id)) files.push_back(attachment_row(attachment));
        row["attachments"] = std::move(files);
        return row;
    }

    /// The content's own name keeps out what names of files may hold; the ending tells programs what it is.
    json::object attachment_row(disclosure::Attachment const& attachment) {
        auto path = fs::path("attachments") / (attachment.sha256 + fs::path(attachment.name).extension().string());
        auto content = store_.environment().blobs.file(attachment.sha256);
        if (!content) throw std::runtime_error("attachment " + attachment.sha256 + " is missing");
        if (written_.insert(path.string()).second) {
            fs::copy_file(*content, folder_ / path);
            ++attachments_;
        }
        return {{"name", attachment.name},
                {"path", path.string()},
                {"sha256", attachment.sha256},
                {"size", attachment.size},
                {"content_type", attachment.content_type}};
    }

    app::Store& store_;
    fs::path folder_;
    storage::Transaction tx_;
    std::map<Id, std::string> codes_, items_;
    std::set<std::string> written_;
    long long documents_ = 0, attachments_ = 0;
};

int export_all(app::Config const& config, std::string const& to) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    if (fs::exists(to) && !fs::is_empty(to)) return refuse({"cli.file.exists", "", {{"file", to}}});
    say(words("export.done", Export(**store, to).run()));
    return Exit::done;
}

/// With the names of those who asked for a review or went to court: to stdout, for the organ that keeps the register.
int export_remedies(app::Config const& config, std::string const& unit_code) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto actor = organ::Actor::of_system("export");
    std::string csv;
    auto done = organ::act((*store)->environment(), actor, [&](organ::Context& in) -> Done {
        auto unit = organ::store::unit_by_code(in.tx, unit_code);
        if (!unit) return Refusal{"cli.unit.unknown", "", {{"unit", unit_code}}};
        csv = remedy::csv_of_unit(in, unit->id);
        in.write("remedy.exported", "unit:" + std::to_string(unit->id), unit->id);
        return {};
    });
    if (!done) return refuse(done.error());
    std::cout << csv;
    return Exit::done;
}

}  // namespace

void add_export(Verb app, Line& line) {
    auto to = std::make_shared<std::string>("export"), unit = std::make_shared<std::string>();
    auto verb = app.add_verb("export", words("help.export"));
    verb.add_option("--to", *to, words("help.export.to")).type_name("DIR");
    auto remedies = verb.add_verb("remedies", words("help.export.remedies"));
    remedies.footer(words("help.export.remedies.footer"));
    remedies.add_option("--unit", *unit, words("help.import.requests.unit")).required().type_name("CODE");
    verb.callback([&line, verb, to, unit] {
        bool of_remedies = verb.verb_named();
        line.work = [&line, to, unit, of_remedies] {
            return of_remedies ? export_remedies(line.config, *unit) : export_all(line.config, *to);
        };
    });
}

}  // namespace mingtang::cli
