// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include <QStringList>

#include "core/base/date.h"

namespace plumbline::ui {

/// Numbers that a page shows: what the banner about trust is told by.
struct ShownNumbers {
    QStringList metrics;             ///< ids of the catalogue, or fields of measures; none: no banner
    std::optional<DateRange> days{}; ///< missing: those of the shared selection where the page uses it, else all
};

/// A page that an open finding of the audit can put in doubt. Where what it shows changes by itself (another metric), it connects
/// that to Trust::changed; the shell asks anew.
class ShowsNumbers {
public:
    virtual ~ShowsNumbers() = default;
    virtual ShownNumbers shownNumbers() const = 0;
};

} // namespace plumbline::ui
