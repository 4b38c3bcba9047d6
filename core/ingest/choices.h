// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/ingest/import.h"

namespace plumbline::ingest {

/// Why a role stands: what the user chose is kept over every later import of the same field.
inline constexpr std::string_view chosen_reason = "your choice";

/// Applies what the user decided. A role that only one column can have is taken from the column that had it (it becomes a plain
/// measure, dimension or attribute). Throws Error{role_invalid} for an unknown column or role, or a type that cannot have it;
/// then nothing changed.
void apply_choices(std::vector<DatasetColumn>& columns, const std::vector<ColumnChoice>& choices);

/// Takes over roles, kinds, units and names that the user chose for the same field before.
void keep_choices(std::vector<DatasetColumn>& columns, const std::vector<DatasetColumn>& earlier);

/// The one ISO code of cost and revenue columns, else of any amount; empty where none or several are named.
std::string currency_of(const std::vector<DatasetColumn>& columns);

} // namespace plumbline::ingest
