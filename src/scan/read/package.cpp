#include "scan/read/package.hpp"

#include <zip.h>

#include "scan/read/encoding.hpp"

namespace mingtang::scan {
namespace {

struct Closed {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::string folder_of(std::string_view part) {
    auto slash = part.rfind('/');
    return slash == std::string_view::npos ? "" : std::string(part.substr(0, slash + 1));
}

/// `../media/a.png` beside `ppt/slides/` is `ppt/media/a.png`.
std::string joined(std::string folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    while (target.starts_with("../") || target.starts_with("./")) {
        if (target.starts_with("../") && !folder.empty()) folder = folder_of(std::string_view(folder).substr(0, folder.size() - 1));
        target.remove_prefix(target.starts_with("../") ? 3 : 2);
    }
    return folder + std::string(target);
}

}  // namespace

Relation relation_of(pugi::xml_node node, std::string_view part) {
    bool external = value(node, "TargetMode") == "External";
    auto target = value(node, "Target");
    return {std::string(value(node, "Id")), std::string(value(node, "Type")),
            external ? std::string(target) : joined(folder_of(part), target), external};
}

std::string relations_part(std::string_view part) {
    auto folder = folder_of(part);
    return folder + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

Package::Package(std::string_view bytes, Intake& to) : to_(to) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) archive_ = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive_ == nullptr) {
        if (source != nullptr) zip_source_free(source);
        zip_error_fini(&error);
        return;
    }
    zip_error_fini(&error);
    auto count = std::size_t(std::max<zip_int64_t>(0, zip_get_num_entries(archive_, 0)));
    auto left = to.limits().entries - std::min(to.limits().entries, to.spent().entries);
    if (count > left) to.unreadable("bomb");
    count = std::min(count, left);
    to.spent().entries += count;
    for (std::size_t i = 0; i < count; ++i) {
        auto const* name = zip_get_name(archive_, i, ZIP_FL_ENC_RAW);
        names_.push_back(decoded_name(name == nullptr ? "" : name));
    }
    read_.resize(count);
}

Package::~Package() {
    if (archive_ != nullptr) zip_discard(archive_);
}

std::optional<std::size_t> Package::place_of(std::string_view name) const {
    auto same = [&](std::string const& one) {
        return one.size() == name.size() && std::equal(one.begin(), one.end(), name.begin(), [](char a, char b) {
                   return (a == '\\' ? '/' : std::tolower(a)) == std::tolower(b);
               });
    };
    auto found = std::find_if(names_.begin(), names_.end(), same);
    if (found == names_.end()) return std::nullopt;
    return std::size_t(found - names_.begin());
}

void Package::skip(std::string_view name) {
    if (auto place = place_of(name)) read_[*place] = true;
}

std::vector<std::string> Package::unread() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < names_.size(); ++i)
        if (!read_[i]) names.push_back(names_[i]);
    return names;
}

std::optional<std::string> Package::part(std::string_view name) {
    auto place = place_of(name);
    if (!place) return std::nullopt;
    read_[*place] = true;
    return entry(*place);
}

std::optional<std::string> Package::entry(std::size_t place) {
    auto refuse = [&](char const* reason) {
        to_.unreadable(reason, names_[place]);
        return std::nullopt;
    };
    zip_stat_t about;
    if (zip_stat_index(archive_, place, 0, &about) != 0) return refuse("damaged");
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) return refuse("encrypted");
    std::unique_ptr<zip_file_t, Closed> file(zip_fopen_index(archive_, place, 0));
    if (!file) return refuse(zip_error_code_zip(zip_get_error(archive_)) == ZIP_ER_NOPASSWD ? "encrypted" : "damaged");
    auto packed = std::max<std::uint64_t>(about.comp_size, 1);
    std::string content, block(1 << 16, '\0');
    for (;;) {
        auto got = zip_fread(file.get(), block.data(), block.size());
        if (got < 0) return refuse("damaged");
        if (got == 0) return content;
        content.append(block.data(), std::size_t(got));
        to_.spent().unpacked_bytes += std::uint64_t(got);
        bool thick = content.size() > (16u << 20) && content.size() / packed > to_.limits().ratio;
        if (thick || to_.spent().unpacked_bytes > to_.limits().unpacked_bytes) return refuse("bomb");
    }
}

std::unique_ptr<pugi::xml_document> Package::xml(std::string_view name) {
    auto document = std::make_unique<pugi::xml_document>();
    auto content = part(name);
    if (!content || content->empty()) return document;
    auto parsed = document->load_buffer(content->data(), content->size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!parsed) to_.unreadable("damaged", std::string(name));
    return document;
}

std::vector<Relation> Package::relations(std::string_view name) {
    auto part = relations_part(name);
    std::vector<Relation> all;
    if (!has(part)) return all;
    auto document = xml(part);
    for (auto node : document->document_element().children()) all.push_back(relation_of(node, name));
    return all;
}

std::string Package::related(std::string_view name, std::string_view kind) {
    for (auto const& relation : relations(name))
        if (relation.type.ends_with(kind)) return relation.target;
    return {};
}

std::string_view local(pugi::xml_node node) {
    std::string_view name = node.name();
    return name.substr(name.find(':') + 1);
}

std::string_view local(pugi::xml_attribute attribute) {
    std::string_view name = attribute.name();
    return name.substr(name.find(':') + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    for (auto one : node.children())
        if (one.type() == pugi::node_element && local(one) == name) return one;
    return {};
}

std::string_view value(pugi::xml_node node, std::string_view attribute) {
    for (auto one : node.attributes())
        if (local(one) == attribute) return one.value();
    return {};
}

bool is_on(std::string_view value) { return value != "0" && value != "false" && value != "off" && value != "none"; }

std::string all_text(pugi::xml_node root) {
    std::string text;
    for (auto node = root; node;) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) text += node.value();
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        for (;;) {
            if (node == root) return text;
            auto name = local(node);
            if (name == "p" || name == "h" || name == "si" || name == "row" || name == "br" || name == "tab" || name == "c") text += ' ';
            if (node.next_sibling()) break;
            node = node.parent();
        }
        node = node.next_sibling();
    }
    return text;
}

}  // namespace mingtang::scan
