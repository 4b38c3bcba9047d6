// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QListWidget>
#include <gtest/gtest.h>

#include "ui/shell/action_registry.h"
#include "ui/shell/command_palette.h"

namespace plumbline::ui {
namespace {

class ActionRegistryTest : public testing::Test {
protected:
    ActionRegistryTest() {
        registry.add("file.open", "File", "&Open workspace…", [this] { ++opened; }, {QKeySequence("Ctrl+O")});
        registry.add("file.new", "File", "&New workspace…", [] {});
        registry.add("view.reseau", "View", "Réseau && co", [] {});
    }
    QStringList found(const QString& typed) {
        QStringList ids;
        for (const auto* entry : registry.search(typed)) ids << entry->id;
        return ids;
    }
    QWidget window;
    ActionRegistry registry{&window};
    int opened = 0;
};

TEST_F(ActionRegistryTest, FindsByTheBeginningsOfWordsInAnyOrder) {
    EXPECT_EQ(found("work op"), QStringList{"file.open"});
    EXPECT_EQ(found("file"), (QStringList{"file.open", "file.new"}));
    EXPECT_EQ(found("reseau"), QStringList{"view.reseau"}) << "accents do not matter";
    EXPECT_TRUE(found("pen").isEmpty()) << "not in the middle of a word";
    EXPECT_EQ(found("").size(), 3);
}

TEST_F(ActionRegistryTest, HidesWhatCannotBeDoneNow) {
    registry.find("file.open")->setEnabled(false);
    EXPECT_TRUE(found("open").isEmpty());
}

TEST_F(ActionRegistryTest, NamesActionsThatShareAShortcut) {
    EXPECT_TRUE(registry.conflicts().isEmpty());
    registry.add("edit.other", "Edit", "Other", [] {}, {QKeySequence("Ctrl+O")});
    EXPECT_EQ(registry.conflicts(), QStringList{"Ctrl+O: file.open, edit.other"});
}

TEST_F(ActionRegistryTest, PlainTextHasNoMnemonic) {
    EXPECT_EQ(plainText(registry.find("file.open")), "Open workspace…");
    EXPECT_EQ(plainText(registry.find("view.reseau")), "Réseau & co");
}

TEST_F(ActionRegistryTest, ThePaletteRunsWhatWasTyped) {
    CommandPalette palette(registry, &window);
    palette.popup();
    palette.field()->setText("open");
    ASSERT_EQ(palette.list()->count(), 1);
    EXPECT_TRUE(palette.list()->item(0)->text().contains("Ctrl+O"));
    Q_EMIT palette.field()->returnPressed();
    EXPECT_EQ(opened, 1);
    EXPECT_FALSE(palette.isVisible());
}

} // namespace
} // namespace plumbline::ui
