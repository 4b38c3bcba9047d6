// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/endpoint.h"

/// A build without PLUMBLINE_ASSISTANT_NETWORK: nobody is asked, and no code of the network is linked in.
namespace plumbline::assistant {

namespace {

[[noreturn]] void refuse() {
    throw Error(ErrorCode::policy_refused, {{"detail", "this build of the program asks no language models"}});
}

} // namespace

Completion complete(const Endpoint&, const CompletionAsk&, Breaker&, std::stop_token) { refuse(); }

std::vector<std::string> test_connection(const Endpoint&, std::stop_token) { refuse(); }

} // namespace plumbline::assistant
