// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

/// Boxes that hold the window until they are answered: message and input boxes, and dialogs of our own, that are opened or run.
/// Choosing a file is the system's and not counted.
int modalBoxes(const std::string& source) {
    int n = 0;
    const std::regex made(R"(new\s+(Q(?:Message|Input|Progress|Error)\w*|\w+Dialog)\s*[(;])"),
        opened(R"((->|\.)(open|exec)\s*\(\s*\))"), now(R"(QMessageBox::(information|question|warning|critical)\s*\()");
    for (std::sregex_iterator it(source.begin(), source.end(), now), end; it != end; ++it) ++n;
    for (std::sregex_iterator it(source.begin(), source.end(), made), end; it != end; ++it) {
        if ((*it)[1] == "QFileDialog") continue;
        // Up to the end of the function: a line that is a closing bracket alone.
        const size_t from = static_cast<size_t>(it->position());
        const std::string rest = source.substr(from, source.find("\n}\n", from) - from);
        if (std::regex_search(rest, opened)) ++n;
    }
    return n;
}

TEST(ModalBoxes, AreCountedAsWritten) {
    EXPECT_EQ(modalBoxes("f() {\n    auto* d = new QMessageBox(this);\n    d->open();\n}\n"), 1);
    EXPECT_EQ(modalBoxes("f() {\n    auto* d = new QInputDialog(this);\n    d->show();\n}\n"), 0);
    EXPECT_EQ(modalBoxes("f() {\n    auto* d = new QFileDialog(this);\n    d->open();\n}\n"), 0);
    EXPECT_EQ(modalBoxes("f() {\n    QMessageBox::question(this, a, b);\n}\n"), 1);
}

TEST(ModalBoxes, AreFiveAtMost) {
    int all = 0;
    std::string where;
    for (const char* folder : {"ui", "app"})
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(PLUMBLINE_SOURCE_DIR) / folder)) {
            if (entry.path().extension() != ".cpp") continue;
            std::ifstream in(entry.path());
            std::stringstream text;
            text << in.rdbuf();
            const int n = modalBoxes(text.str());
            all += n;
            if (n > 0) where += entry.path().filename().string() + " " + std::to_string(n) + "; ";
        }
    std::printf("modal boxes: %d (%s)\n", all, where.c_str());
    EXPECT_LE(all, 5) << where;
}

} // namespace
