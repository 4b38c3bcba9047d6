// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <memory>
#include <vector>

class QPainter;

namespace plumbline::ui {

/// Something that is not cut: a line of text, a chart, a row of a table. Heights in 1/96 inch.
struct Piece {
    double height = 0;
    double space = 0; ///< above; nothing at the top of a page
    std::function<void(QPainter&, double top)> draw;
    bool keep = false;                   ///< stays on the page of the next piece
    int table = -1;                      ///< rows of a table: its head is drawn again where they go on overleaf
    bool head = false;                   ///< the head of that table
    bool newPage = false;                ///< begins a page
    std::shared_ptr<int> page = nullptr; ///< told on which page it stands
};

struct Placed {
    const Piece* piece;
    double top;
};

/// Distributes pieces over pages of a height. Pieces linked by `keep` stay together where a page can hold them.
std::vector<std::vector<Placed>> paginate(const std::vector<Piece>& pieces, double height);

} // namespace plumbline::ui
