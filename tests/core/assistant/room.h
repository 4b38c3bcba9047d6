// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/assistant/model.h"
#include "tests/core/assistant/desk.h"
#include "tests/support/fake_endpoint.h"
#include "tests/support/temp_folder.h"

namespace plumbline::testing {

/// A workspace whose policy allows the network, and endpoints that are played on this machine.
struct Room {
    test::TempFolder folder;
    std::unique_ptr<store::Workspace> workspace = store::Workspace::create(folder / "w", "w");
    assistant::Policy policy = [] {
        assistant::Policy p;
        p.network = true;
        return p;
    }();
    assistant::Models models(const test::FakeEndpoint& fake, bool plans, bool tells) const {
        assistant::Models m;
        assistant::Endpoint e;
        e.name = "fake";
        e.url = fake.url();
        e.model = "m";
        e.key = "sk-CANARY-KEY";
        e.total_ms = 1'500;
        e.price_in = 1;
        e.price_out = 2;
        m.endpoints = {e};
        if (plans) m.planner = "fake";
        if (tells) m.narrator = "fake";
        return m;
    }
};

inline const char* good_plan =
    R"({"intent":"description","route":"kpi_qa","queries":[{"metrics":["revenue"],"by":["country"]}]})";

} // namespace plumbline::testing
