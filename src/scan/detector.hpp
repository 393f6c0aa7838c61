#pragma once
#include <memory>
#include <string>
#include <vector>

#include "scan/finding.hpp"
#include "scan/settings.hpp"

namespace mingtang::scan {

/// Looks for personal data and marks of secrecy. Made once, used from any thread.
///
/// Offsets of findings are characters of the passage's or cell's own text; place and hidden are carried over. Findings come in the order
/// of the text and do not overlap, except that a secrecy mark may stand within anything. What makes a find certain, likely or possible
/// is said with each detector (scan/find/*.hpp); certain are only identity numbers and bank cards with their check digit, and a grade of
/// secrecy with its star alone in its line. Values already masked are no finds.
class Detector {
  public:
    explicit Detector(Settings settings);
    ~Detector();
    Detector(Detector const&) = delete;
    Detector& operator=(Detector const&) = delete;

    std::vector<Finding> find(Passage const& passage) const;
    /// Also by the headings of the columns: telephones without area code, accounts without check digit, names of people.
    std::vector<Finding> find(Table const& table) const;
    /// All of it but `reading.findings`; lists in plain text are followed from passage to passage.
    std::vector<Finding> find(Reading const& reading) const;

    Settings const& settings() const;

  private:
    class Parts;
    std::unique_ptr<Parts const> parts_;
};

}  // namespace mingtang::scan
