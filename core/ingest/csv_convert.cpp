// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_convert.h"

namespace plumbline::ingest {

namespace {

constexpr int64_t day_micros = 86400000000;

Converted number(const ColumnPlan& plan, const Cell& c, TypedValue& out) {
    const bool percent = plan.type == FieldType::percent;
    if (c.kind == CellKind::id && !(plan.zero_ids_are_numbers && !c.inexact)) return Converted::bad;
    if (c.kind == CellKind::number && !fits_decimal(c, plan.decimal)) return Converted::bad;
    if (percent && !c.percent && (c.mantissa != 0 || c.inexact)) return Converted::bad;
    if (!percent && c.percent) return Converted::bad;
    const int fraction = fraction_under(c, plan.decimal) + (percent ? 2 : 0);
    if (plan.scale < 0) {
        out.real = number_value(c, plan.decimal) / (percent ? 100 : 1);
        return Converted::value;
    }
    const int shift = plan.scale - fraction;
    if (c.inexact || shift < 0 || shift > 18) return Converted::bad;
    if (__builtin_mul_overflow(c.mantissa, powers_of_ten[shift], &out.whole)) return Converted::bad;
    return Converted::value;
}

Converted date(const ColumnPlan& plan, const Cell& c, TypedValue& out) {
    if (c.kind == CellKind::number && plan.compact_dates && c.compact_date) {
        out.whole = c.days;
        return Converted::value;
    }
    if (c.kind != CellKind::date) return Converted::bad;
    if (c.form == DateForm::day_month && (plan.day_first ? c.mdy_only : c.dmy_only)) return Converted::bad;
    const int64_t days = plan.day_first ? c.days : c.days_mdy;
    if (plan.type == FieldType::date) {
        out.whole = days;
        return Converted::value;
    }
    if (plan.type == FieldType::timestamptz && !c.has_zone) return Converted::bad;
    if (plan.type == FieldType::timestamp && c.has_zone) return Converted::bad; // another instant than it seems
    out.whole = days * day_micros + c.micros -
                (plan.type == FieldType::timestamptz ? static_cast<int64_t>(c.offset_seconds) * 1000000 : 0);
    return Converted::value;
}

} // namespace

Converted convert(const ColumnPlan& plan, const Cell& c, std::string_view trimmed, TypedValue& out) {
    if (c.kind == CellKind::missing) return plan.required ? Converted::bad : Converted::null;
    if (plan.type == FieldType::text) {
        out.text = trimmed;
        return Converted::value;
    }
    if (c.kind == CellKind::soft_missing) return plan.required ? Converted::bad : Converted::null;
    switch (plan.type) {
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::percent: return c.kind == CellKind::number || c.kind == CellKind::id ? number(plan, c, out) : Converted::bad;
    case FieldType::date:
    case FieldType::timestamp:
    case FieldType::timestamptz: return date(plan, c, out);
    case FieldType::boolean: out.whole = c.truth ? 1 : 0; return c.kind == CellKind::boolean ? Converted::value : Converted::bad;
    default: return Converted::bad;
    }
}

Converted convert(const ColumnPlan& plan, std::string_view cell, TypedValue& out) {
    switch (plan.type) {
    case FieldType::text: {
        out.text = trim(cell);
        return missing_kind(out.text) == CellKind::missing ? Converted::null : Converted::value;
    }
    case FieldType::integer:
    case FieldType::decimal: {
        int64_t mantissa;
        uint8_t whole, fraction;
        char separator;
        // The plain number; three digits behind the separator after one to three are left to the full reading.
        if (plan.scale >= 0 && read_simple_number(cell.data(), cell.size(), mantissa, whole, fraction, separator) &&
            (separator == 0 || (separator == plan.decimal && fraction <= plan.scale && fraction != 3))) {
            const int shift = plan.scale - fraction;
            if (shift <= 18 && !__builtin_mul_overflow(mantissa, powers_of_ten[shift], &out.whole)) return Converted::value;
        }
        break;
    }
    default: break;
    }
    return convert(plan, classify(cell), {}, out);
}

std::string bad_reason(const ColumnPlan& plan, std::string_view cell) {
    std::string_view s = trim(cell);
    std::string shown(s.substr(0, 40));
    while (!shown.empty() && s.size() > 40 && (static_cast<unsigned char>(shown.back()) & 0xC0) == 0x80) shown.pop_back();
    if (s.size() > 40) shown += "…";
    const Cell c = classify(s);
    if (c.kind == CellKind::missing || c.kind == CellKind::soft_missing) return "no date in " + plan.name;
    std::string why;
    switch (c.kind) {
    case CellKind::bad_date: why = " is no day of the calendar"; break;
    case CellKind::far_date: why = " is not between the years 1900 and 2200"; break;
    case CellKind::not_finite: why = " is not a finite number"; break;
    default: break;
    }
    return "“" + shown + "” in " + plan.name + why;
}

} // namespace plumbline::ingest
