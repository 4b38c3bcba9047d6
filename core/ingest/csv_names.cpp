// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_names.h"

#include <algorithm>
#include <array>

#include "core/ingest/csv_decide.h"

namespace plumbline::ingest {

namespace {

/// ASCII letter for a Latin letter with a mark (the second byte of U+00C0–U+00FF in UTF-8); 0 for others.
char base_letter(unsigned char low) {
    static constexpr std::string_view table = "aaaaaaaceeeeiiiidnooooo\0ouuuuypsaaaaaaaceeeeiiiidnooooo\0ouuuuypy";
    return low >= 0x80 && low <= 0xBF ? table[low - 0x80] : '\0';
}

bool has_any(std::string_view name, auto const& words) {
    const std::string plain = " " + plain_words(name) + " ";
    return std::ranges::any_of(words, [&](std::string_view w) { return plain.find(w) != std::string::npos; });
}

} // namespace

std::string plain_words(std::string_view name) {
    std::string out;
    for (size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        char plain = ' ';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            plain = name[i];
        else if (c >= 'A' && c <= 'Z')
            plain = static_cast<char>(c + 32);
        else if (c == 0xC3 && i + 1 < name.size()) {
            if (const char b = base_letter(static_cast<unsigned char>(name[++i])); b != 0) plain = b;
        } else if (c >= 0x80)
            continue;
        if (plain != ' ' || (!out.empty() && out.back() != ' ')) out += plain;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string currency_in(std::string_view text) {
    // A word by itself: "Amount spent (EUR)", "Cost, €", "Currency: CHF".
    std::string word;
    std::string found;
    const auto flush = [&] {
        if (const uint8_t index = currency_index(word); index != 0 && word != "\\" && word != "lei" && found.empty())
            found = std::string(currency_code(index));
        word.clear();
    };
    for (const char c : text) {
        const bool boundary = c == ' ' || c == '(' || c == ')' || c == '[' || c == ']' || c == ',' || c == ':' || c == ';' ||
                              c == '/' || c == '_' || c == '-';
        if (boundary)
            flush();
        else
            word += c;
    }
    flush();
    return found;
}

bool is_count_name(std::string_view name) {
    static constexpr std::array<std::string_view, 40> words{
        "impression", "impr",    "click",   "klick",       "clic",        "visit",   "session",  "sitzung",
        "besuch",     "user",    "nutzer",  "utilisateur", "view",        "aufruf",  "vue",      "visualiza",
        "lead",       "order",   "bestell", "commande",    "pedido",      "ordini",  "reach",    "reichweite",
        "portee",     "alcance", "result",  "ergebnis",    "quantity",    " qty ",   "menge",    "anzahl",
        "stuck",      "count",   "nombre",  "numero",      "einblendung", "install", "purchase", "interact"};
    static constexpr std::array<std::string_view, 8> rates{"rate",       "quote",    "taux",  "cost per",
                                                           "kosten pro", "cout par", " per ", "custo por"};
    return has_any(name, words) && !has_any(name, rates);
}

bool is_money_name(std::string_view name) {
    static constexpr std::array<std::string_view, 44> words{
        "cost",     "spend",    "spent",  "revenue", "cpc",     "cpm",       "cpa",     "cpl",     "cpv",
        "cac",      "aov",      "amount", "budget",  "price",   "value",     "sales",   "kosten",  "umsatz",
        "ausgaben", "erlos",    "betrag", "preis",   "wert",    "cout",      "depense", "montant", "chiffre d affaires",
        "prix",     "recettes", "custo",  "gasto",   "receita", "valor",     "preco",   "coste",   "ingresos",
        "importe",  "precio",   "costo",  "spesa",   "ricavi",  "fatturato", "profit",  "gewinn"};
    static constexpr std::array<std::string_view, 5> others{"roas", "roi ", "cos kur", "rate", "valuation"};
    return has_any(name, words) && !has_any(name, others);
}

bool is_date_name(std::string_view name) {
    static constexpr std::array<std::string_view, 20> words{"date",  "datum",  " day ", " tag ",   "jour",    " data ", "fecha",
                                                            " dia ", "giorno", "week",  "woche",   "semaine", "month",  "monat",
                                                            "mois",  "time",   "zeit",  "periode", "period",  " day"};
    return has_any(name, words);
}

} // namespace plumbline::ingest
