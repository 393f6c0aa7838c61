#include "http/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>

namespace mingtang::http {

struct Metrics::Impl {
    struct Watch {
        std::string help;
        std::function<double()> read;
        bool counter;
    };
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& answers =
        prometheus::BuildCounter().Name("mingtang_http_responses_total").Help("Responses by class of status").Register(registry);
    prometheus::Counter* by_class[6] = {};
    prometheus::Histogram& seconds =
        prometheus::BuildHistogram()
            .Name("mingtang_http_handler_seconds")
            .Help("From the whole request to the whole response, answers of workers")
            .Register(registry)
            .Add({}, prometheus::Histogram::BucketBoundaries{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10});
    prometheus::Family<prometheus::Counter>& timeouts =
        prometheus::BuildCounter().Name("mingtang_http_timeouts_total").Help("Connections cut off for slowness").Register(registry);
    prometheus::Family<prometheus::Counter>& refusals = prometheus::BuildCounter()
                                                            .Name("mingtang_http_refused_total")
                                                            .Help("Connections and requests refused by a limit")
                                                            .Register(registry);
    mutable std::mutex mutex;
    std::map<std::string, Watch> watches;
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {
    static char const* const classes[] = {"", "1xx", "2xx", "3xx", "4xx", "5xx"};
    for (int i = 1; i < 6; ++i) impl_->by_class[i] = &impl_->answers.Add({{"class", classes[i]}});
}

Metrics::~Metrics() = default;

std::string Metrics::exposition() const {
    auto families = impl_->registry.Collect();
    std::lock_guard lock(impl_->mutex);
    for (auto const& [name, watch] : impl_->watches) {
        prometheus::MetricFamily family;
        family.name = name;
        family.help = watch.help;
        family.type = watch.counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
        prometheus::ClientMetric metric;
        (watch.counter ? metric.counter.value : metric.gauge.value) = watch.read();
        family.metric.push_back(metric);
        families.push_back(std::move(family));
    }
    return prometheus::TextSerializer().Serialize(families);
}

void Metrics::watch(std::string name, std::string help, std::function<double()> read, bool counter) {
    std::lock_guard lock(impl_->mutex);
    impl_->watches[std::move(name)] = {std::move(help), std::move(read), counter};
}

void Metrics::forget(std::string const& name) {
    std::lock_guard lock(impl_->mutex);
    impl_->watches.erase(name);
}

void Metrics::answered(int status) { impl_->by_class[std::clamp(status / 100, 1, 5)]->Increment(); }
void Metrics::handled(double seconds) { impl_->seconds.Observe(seconds); }
void Metrics::timed_out(char const* phase) { impl_->timeouts.Add({{"phase", phase}}).Increment(); }
void Metrics::refused(char const* why) { impl_->refusals.Add({{"why", why}}).Increment(); }

}  // namespace mingtang::http
