// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/order_rows.h"

#include <set>

#include "core/ingest/choices.h"
#include "core/ingest/roles.h"
#include "core/ingest/roles_name.h"

namespace plumbline::ingest {

namespace {

using duck::quote_name;

/// Headers under which shops write the number of an order, as read_header leaves them.
bool names_an_order(const std::string& words) {
    static const std::set<std::string> known{
        "order",      "order id",      "order number", "order no",        "order nr",      "order name",     "order reference",
        "id order",   "commande",      "id commande",  "numero commande", "no commande",   "n commande",     "reference commande",
        "bestellung", "bestellnummer", "bestell nr",   "bestell id",      "auftrag",       "auftragsnummer", "auftrags nr",
        "pedido",     "numero pedido", "id pedido",    "ordine",          "numero ordine", "id ordine",      "transaction id"};
    return known.contains(words);
}

bool numbers_orders(FactsBuilder& builder, const std::string& table, const DatasetColumn& c) {
    if (c.role == "date" || is_measure_role(c.role) || c.reason == chosen_reason) return false;
    if (c.type != FieldType::text && c.type != FieldType::integer) return false;
    const HeaderName header = read_header(c.name);
    const std::string words = join_words(header.words, 0, header.words.size());
    if (names_an_order(words)) return true;
    if (words != "name" || c.type != FieldType::text) return false;
    const std::string field = quote_name(c.field);
    const Value share =
        builder.connection().scalar("SELECT avg(CASE WHEN CAST(" + field + " AS VARCHAR) LIKE '#%' THEN 1.0 ELSE 0.0 END) FROM " +
                                    quote_name(table) + " WHERE " + field + " IS NOT NULL");
    return std::holds_alternative<double>(share) && std::get<double>(share) > 0.99;
}

} // namespace

bool count_orders(FactsBuilder& builder, const std::string& table, DatasetInfo& dataset) {
    if (!dataset.by_role("revenue") || !dataset.by_role("date") || dataset.by_role("orders") || dataset.by_role("cost"))
        return false;
    for (DatasetColumn& c : dataset.columns) {
        if (!numbers_orders(builder, table, c)) continue;
        std::set<std::string> taken;
        for (const DatasetColumn& other : dataset.columns) taken.insert(other.field);
        const std::string field = field_name("orders", taken), relation = quote_name(table), id = quote_name(c.field);
        auto& connection = builder.connection();
        connection.execute("ALTER TABLE " + relation + " ADD COLUMN " + quote_name(field) + " BIGINT DEFAULT 0");
        connection.execute("UPDATE " + relation + " SET " + quote_name(field) + " = 1 WHERE rowid IN (SELECT min(rowid) FROM " +
                           relation + " WHERE " + id + " IS NOT NULL GROUP BY " + id + ")");
        if (c.role != "id") {
            c.role = "id";
            c.kind.clear();
            c.reason = "the number of an order";
        }
        const std::string reason = "one for each " + c.name; // before the list grows
        dataset.columns.push_back({"Orders", field, FieldType::integer, 0, "orders", "", "count", reason});
        return true;
    }
    return false;
}

} // namespace plumbline::ingest
