// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QSpinBox>
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "tests/ui/shell/window.h"
#include "ui/charts/theme.h"
#include "ui/shell/navigation.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcuts_section.h"

namespace plumbline::ui {
namespace {

template <class Widget>
Widget* named(QWidget* parent, const QString& name) {
    for (Widget* widget : parent->findChildren<Widget*>())
        if (widget->accessibleName() == name) return widget;
    return nullptr;
}

class SettingsDialogTest : public testing::Test {
protected:
    SettingsDialog* dialog() {
        w.window->actions().find("edit.settings")->trigger();
        return w.window->findChild<SettingsDialog*>();
    }
    ShortcutsSection* shortcuts() { return dialog()->findChild<ShortcutsSection*>(); }
    ActionRegistry& actions() { return w.window->actions(); }
    test::Window w;
};

TEST_F(SettingsDialogTest, NothingIsTakenOverBeforeItIsSaved) {
    w.window->show();
    SettingsDialog* d = dialog();
    ASSERT_NE(d, nullptr);
    auto* scheme = named<QComboBox>(d, "Colours");
    ASSERT_NE(scheme, nullptr);
    scheme->setCurrentIndex(scheme->findData("dark"));
    EXPECT_EQ(w.settings.get(keys::scheme), "auto");
    EXPECT_TRUE(d->save());
    EXPECT_EQ(w.settings.get(keys::scheme), "dark");
    EXPECT_TRUE(Theme::instance().isDark()) << "at once";
    scheme->setCurrentIndex(scheme->findData("auto"));
    EXPECT_TRUE(d->save());
    Theme::instance().setScheme(Scheme::automatic);
}

TEST_F(SettingsDialogTest, LimitsReachTheCoreAndNonsenseIsRefused) {
    SettingsDialog* d = dialog();
    auto* memory = named<QSpinBox>(d, "Memory of the analytical store");
    auto* threads = named<QSpinBox>(d, "Threads at once");
    ASSERT_TRUE(memory && threads);
    memory->setValue(64);
    EXPECT_FALSE(d->save()) << "the store cannot live on that";
    EXPECT_EQ(d->section(), "engine") << "the section that refused is shown";
    EXPECT_EQ(memory_limit(), 0);
    memory->setValue(1024);
    threads->setValue(1);
    EXPECT_TRUE(d->save());
    EXPECT_EQ(memory_limit(), 1024);
    EXPECT_EQ(worker_threads(), 1);
    limit_memory(0);
    limit_threads(0);
}

TEST_F(SettingsDialogTest, ACurrencyIsThreeLetters) {
    SettingsDialog* d = dialog();
    auto* currency = named<QComboBox>(d, "Currency of amounts that name none");
    ASSERT_NE(currency, nullptr);
    currency->setCurrentText("francs");
    EXPECT_FALSE(d->save());
    EXPECT_EQ(w.settings.get(keys::currency), "");
    currency->setCurrentText("chf");
    EXPECT_TRUE(d->save());
    EXPECT_EQ(w.settings.get(keys::currency), "CHF");
}

TEST_F(SettingsDialogTest, OtherRoomsBringSectionsOfTheirOwn) {
    class Own : public SettingsSection {
    public:
        using SettingsSection::SettingsSection;
        QString id() const override { return "own"; }
        QString title() const override { return "Own"; }
        void load() override {}
        QString apply() override { return {}; }
    };
    w.window->addSettingsSection([](QWidget* parent) { return new Own(parent); });
    w.window->openSettings("own");
    EXPECT_EQ(w.window->openSettingsSection(), "own");
}

TEST_F(SettingsDialogTest, KeysOfACommandAreChangedKeptAndRestored) {
    ShortcutsSection* section = shortcuts();
    section->choose("file.import");
    section->setKeys(QKeySequence("Ctrl+Shift+I"));
    EXPECT_TRUE(section->apply().isEmpty());
    EXPECT_EQ(actions().find("file.import")->shortcut(), QKeySequence("Ctrl+Shift+I"));
    EXPECT_TRUE(actions().conflicts().isEmpty());
    // A new window of the same person has them.
    {
        Session session(w.settings);
        MainWindow second(session, std::vector<Page*>{new DataPage(w.datasets, w.import)}, new StartPage(session));
        EXPECT_EQ(second.actions().find("file.import")->shortcut(), QKeySequence("Ctrl+Shift+I"));
    }
    section->restoreAll();
    EXPECT_TRUE(section->apply().isEmpty());
    EXPECT_EQ(actions().find("file.import")->shortcut(), QKeySequence("Ctrl+I"));
    EXPECT_TRUE(w.settings.get(keys::shortcuts).isEmpty());
}

TEST_F(SettingsDialogTest, KeysThatAnotherCommandHasAreNotTakenInSilence) {
    ShortcutsSection* section = shortcuts();
    EXPECT_EQ(section->ownerOf(QKeySequence("Ctrl+K"), "file.import"), "view.palette");
    section->choose("file.import");
    section->setKeys(QKeySequence("Ctrl+K"));
    EXPECT_TRUE(section->apply().isEmpty());
    EXPECT_EQ(actions().find("file.import")->shortcut(), QKeySequence("Ctrl+I")) << "it has kept its own";
    EXPECT_EQ(actions().find("view.palette")->shortcut(), QKeySequence("Ctrl+K"));
}

TEST_F(SettingsDialogTest, TipsOfThePagesFollowTheirKeys) {
    const auto tip = [&] {
        for (const auto* button : w.window->findChild<Navigation*>()->findChildren<NavigationButton*>())
            if (button->text() == "Dashboard") return button->toolTip();
        return QString();
    };
    EXPECT_EQ(tip(), "Dashboard (Ctrl+1)");
    ShortcutsSection* section = shortcuts();
    section->choose("view.page.dashboard");
    section->setKeys(QKeySequence("Ctrl+Shift+D"));
    EXPECT_TRUE(section->apply().isEmpty());
    EXPECT_EQ(tip(), "Dashboard (Ctrl+Shift+D)");
}

TEST(ActionRegistryKeys, LinesThatCannotBeReadAreLeftOut) {
    QWidget window;
    ActionRegistry registry(&window);
    registry.add("a", "File", "A", [] {}, {QKeySequence("Ctrl+A")});
    registry.add("b", "File", "B", [] {}, {QKeySequence("Ctrl+B")});
    registry.setChosen({"a=Ctrl+X", "b=Ctrl+X", "=Ctrl+Y", "nonsense", "c=Ctrl+C"});
    EXPECT_EQ(registry.find("a")->shortcut(), QKeySequence("Ctrl+X"));
    EXPECT_TRUE(registry.find("b")->shortcut().isEmpty()) << "two commands never share keys";
    QAction* late = registry.add("c", "File", "C", [] {}, {QKeySequence("Ctrl+D")});
    EXPECT_EQ(late->shortcut(), QKeySequence("Ctrl+C")) << "a command that comes later gets its keys too";
}

} // namespace
} // namespace plumbline::ui
