// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/reader_process.h"

int main() { return plumbline::ingest::reader_main(); }
