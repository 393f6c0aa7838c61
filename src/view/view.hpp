#pragma once
#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/outcome.hpp"

namespace ctemplate {
class TemplateDictionary;
}

namespace mingtang::view {

/// The values of one view (or of one section of it), by the names that stand in the template. Everything set is escaped for its place by
/// the template engine. A `Data` made by `section` or `include` lives as long as the one it came from.
class Data {
  public:
    explicit Data(ctemplate::TemplateDictionary* dictionary) : dictionary_(dictionary) {}
    Data& set(std::string_view name, std::string_view value);
    Data& set(std::string_view name, char const* value) { return set(name, std::string_view(value)); }
    template <std::integral T>
    Data& set(std::string_view name, T value) {
        return set(name, std::string_view(std::to_string(value)));
    }
    /// HTML that markup::sanitise or the renderer itself made; the view marks the place `{{name:none}}`.
    Data& set_html(std::string_view name, std::string_view sanitised) { return set(name, sanitised); }
    Data& show(std::string_view section, bool shown = true);
    /// One more round of `{{#section}}…{{/section}}`.
    Data section(std::string_view section);
    /// `{{#section}}` once with `{{name}}` set, when `value` is not empty: for lines that vanish without a value.
    Data& set_section(std::string_view section, std::string_view name, std::string_view value);
    /// The view (by its name) in place of `{{>place}}`.
    Data include(std::string_view place, std::string_view view_name);

  private:
    ctemplate::TemplateDictionary* dictionary_;
};

/// A view to be filled: `View page("disclosure/show"); page.data().set("title", …); page.render();`
/// The name `module/file` stands for `src/module/web/views/file.html`; `layout/x` for `src/view/views/layout/x.html`.
class View {
  public:
    explicit View(std::string_view name);
    ~View();
    View(View&&) noexcept;
    Data data() const;
    /// The text. Throws std::logic_error for a view that does not exist or does not parse (the start-up check `load_all` finds these
    /// first).
    std::string render() const;

  private:
    std::string name_;
    std::unique_ptr<ctemplate::TemplateDictionary> dictionary_;
};

/// Reads and parses every view; throws std::logic_error that names the one at fault. Call once before serving.
void load_all();

/// `/assets/portal.3fa9c1.css` of `portal.css`, by web/dist/manifest.json.
std::string asset_url(std::string_view name);
/// Content of a file in web/dist by its hashed name, with its type; nothing for names that are not in the manifest.
struct Asset {
    std::string_view content_type;
    std::string content;
};
std::optional<Asset> asset(std::string_view hashed_name);

/// The sentence for people of a refusal, from the modules' refusals.json; falls back to a general sentence that shows the code.
std::string sentence(Refusal const& refusal);
/// `《政府信息公开条例》第二十六条` of `ogi-2019:26`, and the address of its page, both empty where no law is named.
struct Citation {
    std::string text, url;
};
Citation citation(std::string_view article);

}  // namespace mingtang::view
