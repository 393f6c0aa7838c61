#pragma once
#include <map>

#include "base/json.hpp"
#include "disclosure/actions.hpp"

namespace mingtang::cli {

/// What an import was told on the line.
struct ImportOrder {
    std::filesystem::path file;
    Id unit_id = 0;
    bool publish = false;
    std::map<std::string, std::string> sources;  // our name → the file's name
    std::string basis;
};

/// `published_on=date,unit=office`; refuses cli.import.map for what is no such list or names no key of ours.
Outcome<std::map<std::string, std::string>> read_map(std::string const& typed);

/// What was not as the file said, counted for the summary.
struct Notices {
    long long subjects_as_keywords = 0, items_replaced = 0, units_replaced = 0, keywords_cut = 0;
};

/// Units, subjects and catalogue entries by what files call them; looked up once. For one import.
class Lookups {
  public:
    explicit Lookups(organ::Context& in);
    /// The unit of that code, present or former name, or the one that carries on its affairs; 0 when unknown.
    Id unit(organ::Context& in, std::string const& named);
    /// Code of the subject of that code or name; empty when unknown.
    std::string subject(std::string const& named) const;
    Id item(organ::Context& in, Id unit_id, std::string const& code, bool& replaced);

  private:
    std::map<std::string, std::string> subjects_;
    std::map<std::string, Id> units_;
    std::map<std::pair<Id, std::string>, std::pair<Id, bool>> items_;
};

/// A document ready for disclosure::import_document, and its unit.
struct ImportRecord {
    Id unit_id = 0;
    disclosure::ImportedDocument document;
    disclosure::FilesAhead files_ahead;
};

/// The part that needs no database: text forms, dates, attachments beside the file, digest. Refuses
/// cli.import.{missing,bad_date,bad_format, published_later,attachment_*} and those of markup::accept.
struct PreparedRecord {
    json::object row;  // by our names
    disclosure::ImportedDocument document;
    std::vector<std::string> subjects, keywords;
    std::string unit, catalogue_item;
    disclosure::FilesAhead files_ahead;
};
Outcome<PreparedRecord> prepare(ImportOrder const& order, json::object const& row, Date today);

/// Reads and looks through the files for personal data, which is slow.
void look_at_files(PreparedRecord& record, disclosure::Lookout const& with);

/// The part that looks things up.
ImportRecord complete(organ::Context& in, ImportOrder const& order, Lookups& lookups, PreparedRecord prepared, Notices& notices);

}  // namespace mingtang::cli
