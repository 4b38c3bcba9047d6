// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/chart/chart_spec.h"
#include "core/chart/table_spec.h"
#include "core/response/fit.h"

namespace plumbline::response {

/// The page in one sentence: which channel brings most for its money, and how much of that is sure.
std::string headline(const ResponseFit& fit, Language language);
/// Weeks, channels, how it was fitted.
std::string caption(const ResponseFit& fit, Language language);

/// Colour of a channel wherever the fit is shown: its place by contribution, 0 to 7.
int colour_slot(const ResponseFit& fit, size_t channel);
/// Response of a channel against its spend per period: curve with band, today's point, the range seen so far shaded.
ChartSpec curve_chart(const ResponseFit& fit, size_t channel, Language language);
/// What each channel brought, by period; the largest seven, the rest together.
ChartSpec contribution_chart(const ResponseFit& fit, Language language);
/// Target and fit by period.
ChartSpec fit_chart(const ResponseFit& fit, Language language);
/// A row a channel: spend, contribution, ROI with its interval, mROI, verdict.
TableSpec channel_table(const ResponseFit& fit, Language language);
/// What to know before believing it: figures of the fit, checks, interactions.
TableSpec diagnostics_table(const ResponseFit& fit, Language language);
/// The verdict as a word: "sure", "unsure", "unknown".
std::string verdict_word(Identification verdict, Language language);
/// Reasons of a channel in sentences, or one that says that the data tell its effect.
std::string verdict_text(const ChannelFit& channel, Language language);
/// A warning code of a fit as a sentence.
std::string warning_sentence(const std::string& code, Language language);

} // namespace plumbline::response
