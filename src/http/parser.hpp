#pragma once
// Only for connection.cpp: brings Beast.
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "base/text.hpp"
#include "http/body.hpp"
#include "http/cookies.hpp"
#include "http/target.hpp"

namespace mingtang::http {

namespace beast_http = boost::beast::http;

inline std::string_view std_view(boost::beast::string_view s) { return {s.data(), s.size()}; }

/// Beast's incremental reader, writing straight into our Request and BodyTaker. Faults are kept here; Beast only hears "stop".
class RequestParser final : public beast_http::basic_parser<true> {
  public:
    explicit RequestParser(Request& into) : request_(into) { body_limit(boost::none); }

    std::optional<Fault> fault;
    BodyTaker* body = nullptr;  // none: the body is not wanted
    bool expects_continue = false, http_1_0 = false;

    /// What Beast leaves to us, once the header is whole.
    std::optional<Fault> check_header() const {
        constexpr Fault malformed{400, "http.request.malformed"};
        if (hosts_ > 1 || (hosts_ == 0 && !http_1_0)) return malformed;
        if (transfer_encodings_ > 0 && (!chunked() || transfer_encodings_ > 1 || !plainly_chunked_ || http_1_0)) return malformed;
        if (lengths_ > 1) return malformed;
        if (unknown_expectation_) return Fault{417, "http.request.expectation"};
        auto const& coding = request_.headers["content-encoding"];
        if (!coding.empty() && coding != "identity") return Fault{415, "http.request.body_encoding"};
        return {};
    }

  private:
    using Error = boost::beast::error_code;
    using View = boost::beast::string_view;

    static Method method_of(beast_http::verb verb) {
        switch (verb) {
            case beast_http::verb::get:
                return Method::get;
            case beast_http::verb::head:
                return Method::head;
            case beast_http::verb::post:
                return Method::post;
            case beast_http::verb::put:
                return Method::put;
            case beast_http::verb::patch:
                return Method::patch;
            case beast_http::verb::delete_:
                return Method::del;
            case beast_http::verb::options:
                return Method::options;
            default:
                return Method::other;
        }
    }

    void on_request_impl(beast_http::verb verb, View, View target, int version, Error& error) override {
        request_.method = method_of(verb);
        http_1_0 = version == 10;
        fault = read_target(std_view(target), request_);
        if (fault) error = beast_http::error::bad_target;
    }

    void on_field_impl(beast_http::field field, View name, View value, Error&) override {
        if (is_header_done()) return;  // trailers of a chunked body: never mixed into the header
        if (field == beast_http::field::host) ++hosts_;
        if (field == beast_http::field::content_length) ++lengths_;
        if (field == beast_http::field::transfer_encoding)
            ++transfer_encodings_, plainly_chunked_ = boost::beast::iequals(value, "chunked");
        if (field == beast_http::field::expect)
            (boost::beast::iequals(value, "100-continue") ? expects_continue : unknown_expectation_) = true;
        std::string lower(name.data(), name.size());
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c |= 0x20;
        request_.headers.add(std::move(lower), readable(std_view(value)));
    }

    static std::string readable(std::string_view value) {
        if (text::is_utf8(value)) return std::string(value);
        std::string out;
        for (std::size_t at = 0; at < value.size();) text::append(out, text::next(value, at));
        return out;
    }

    std::size_t take(View bytes, Error& error) {
        if (body) fault = body->add(std_view(bytes));
        if (fault) error = beast_http::error::body_limit;
        return bytes.size();
    }

    void on_header_impl(Error&) override { request_.cookies = read_cookies(request_.headers["cookie"]); }
    void on_response_impl(int, View, int, Error&) override {}
    void on_body_init_impl(boost::optional<std::uint64_t> const&, Error&) override {}
    std::size_t on_body_impl(View bytes, Error& error) override { return take(bytes, error); }
    void on_chunk_header_impl(std::uint64_t, View, Error&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, View bytes, Error& error) override { return take(bytes, error); }
    void on_finish_impl(Error&) override {}

    Request& request_;
    int hosts_ = 0, lengths_ = 0, transfer_encodings_ = 0;
    bool plainly_chunked_ = false, unknown_expectation_ = false;
};

}  // namespace mingtang::http
