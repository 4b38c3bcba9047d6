// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/sums.h"

#include "core/base/error.h"

namespace plumbline::metrics {

void add(Sum& to, const Sum& value) {
    if (!value.present) return;
    if (__builtin_add_overflow(to.exact, value.exact, &to.exact))
        throw Error(ErrorCode::query_failed, {{"detail", "a sum is too large for a whole number"}});
    to.real += value.real;
    to.present = true;
}

double power_of_ten(int scale) {
    double p = 1;
    for (int i = 0; i < scale; ++i) p *= 10;
    return p;
}

Sum* Sums::append(Date start, uint32_t of_group) {
    period.push_back(start);
    group.push_back(of_group);
    values.resize(values.size() + measures);
    return values.data() + values.size() - measures;
}

const std::string* Groups::text(uint32_t group, size_t dimension) const {
    const uint32_t code = codes[group * dimensions + dimension];
    return code == missing ? nullptr : &(*dictionaries[dimension])[code];
}

int Groups::compare(uint32_t a, uint32_t b) const {
    if (a == b) return 0;
    for (size_t d = 0; d < dimensions; ++d) {
        if (codes[a * dimensions + d] == codes[b * dimensions + d]) continue;
        const std::string *x = text(a, d), *y = text(b, d);
        if (!x || !y) return x ? -1 : 1;
        if (const int order = x->compare(*y); order != 0) return order;
    }
    return 0;
}

} // namespace plumbline::metrics
