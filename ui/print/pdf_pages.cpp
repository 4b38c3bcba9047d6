// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdf_pages.h"

namespace plumbline::ui {

std::vector<std::vector<Placed>> paginate(const std::vector<Piece>& pieces, double height) {
    std::vector<std::vector<Placed>> pages(1);
    double y = 0;
    auto headOf = [&](int table) -> const Piece* {
        for (const Piece& p : pieces)
            if (p.table == table && p.head) return &p;
        return nullptr;
    };
    size_t i = 0;
    while (i < pieces.size()) {
        // A chain of pieces that stay together.
        size_t end = i + 1;
        double chain = pieces[i].height;
        while (end < pieces.size() && pieces[end - 1].keep) {
            chain += pieces[end].space + pieces[end].height;
            ++end;
        }
        if (pieces[i].newPage && !pages.back().empty()) {
            pages.emplace_back();
            y = 0;
        }
        const bool top = pages.back().empty();
        if (!top && y + pieces[i].space + chain > height && pieces[i].height > 0) {
            pages.emplace_back();
            y = 0;
            if (pieces[i].table >= 0 && !pieces[i].head) {
                // The row that opens a page belongs to a table whose title is on the page before, or to this chain.
                const Piece* head = headOf(pieces[i].table);
                const bool inside = i > 0 && pieces[i - 1].table == pieces[i].table;
                if (head && inside) {
                    pages.back().push_back({head, 0});
                    y = head->height;
                }
            }
        }
        for (size_t k = i; k < end; ++k) {
            const Piece& p = pieces[k];
            // A chain longer than a page breaks where it must.
            if (!pages.back().empty() && y + p.space + p.height > height) {
                pages.emplace_back();
                y = 0;
                if (p.table >= 0 && !p.head)
                    if (const Piece* head = headOf(p.table)) {
                        pages.back().push_back({head, 0});
                        y = head->height;
                    }
            }
            if (!pages.back().empty()) y += p.space;
            pages.back().push_back({&p, y});
            y += p.height;
        }
        i = end;
    }
    for (size_t page = 0; page < pages.size(); ++page)
        for (const Placed& placed : pages[page])
            if (placed.piece->page && *placed.piece->page == 0) *placed.piece->page = static_cast<int>(page + 1);
    return pages;
}

} // namespace plumbline::ui
