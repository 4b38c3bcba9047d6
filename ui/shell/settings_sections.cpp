// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings_sections.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLocale>
#include <QRegularExpression>
#include <QSpinBox>
#include <QThread>

#include "ui/charts/theme.h"
#include "ui/session/preferences.h"

namespace plumbline::ui {

namespace {

// Below, the analytical store cannot sort a large import; above, it would take what the machine needs for itself.
constexpr int least_memory = 256, most_memory = 65536, memory_step = 256;

void choose(QComboBox* combo, const QVariant& data) {
    const int at = combo->findData(data);
    combo->setCurrentIndex(at < 0 ? 0 : at);
}

} // namespace

AppearanceSection::AppearanceSection(Session& session, QWidget* parent)
    : SettingsSection(parent), m_session(session), m_language(new QComboBox), m_scheme(new QComboBox), m_size(new QComboBox),
      m_still(new QCheckBox), m_reopen(new QCheckBox) {
    // Each language in its own words, so that it can be found by who reads no other.
    m_language->addItem(tr("Language of the system"), QString());
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(QStringLiteral("Français"), QStringLiteral("fr"));
    m_language->addItem(QStringLiteral("Français (Suisse)"), QStringLiteral("fr-CH"));
    m_language->addItem(QStringLiteral("English (Switzerland)"), QStringLiteral("en-CH"));
    m_language->addItem(QStringLiteral("Deutsch (begonnen)"), QStringLiteral("de"));
    m_language->addItem(QStringLiteral("Deutsch (Schweiz, begonnen)"), QStringLiteral("de-CH"));
    m_language->addItem(QStringLiteral("Français (Suisse)"), QStringLiteral("fr-CH"));
    m_language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    m_scheme->addItem(tr("As the system"), QStringLiteral("auto"));
    m_scheme->addItem(tr("Light"), QStringLiteral("light"));
    m_scheme->addItem(tr("Dark"), QStringLiteral("dark"));
    m_size->addItem(tr("As the system"), 0);
    for (const int percent : {90, 100, 110, 125, 150, 175, 200}) m_size->addItem(tr("%1%").arg(percent), percent);
    addHeading(tr("Language and look"));
    addField(tr("&Language"), m_language);
    addField(tr("&Colours"), m_scheme);
    addField(tr("Size of &text"), m_size, tr("Everything grows with it."));
    addField(tr("&Reduce motion"), m_still,
             tr("Menus appear at once and the cursor does not blink. So it is too where the desktop asks for it."));
    addHeading(tr("Start"));
    addField(tr("&Begin where the last session ended"), m_reopen,
             tr("The workspace, the page, the period and the filters. Takes effect at the next start."));
}

void AppearanceSection::load() {
    const Settings& settings = m_session.settings();
    choose(m_language, settings.get(keys::language));
    choose(m_scheme, settings.get(keys::scheme));
    choose(m_size, settings.get(keys::text_size));
    m_still->setChecked(settings.get(keys::reduced_motion));
    m_reopen->setChecked(settings.get(keys::reopen));
}

QString AppearanceSection::apply() {
    Settings& settings = m_session.settings();
    settings.set(keys::reopen, m_reopen->isChecked());
    settings.set(keys::reduced_motion, m_still->isChecked());
    const QString scheme = m_scheme->currentData().toString();
    settings.set(keys::scheme, scheme);
    Theme::instance().setScheme(scheme == QLatin1String("light")  ? Scheme::light
                                : scheme == QLatin1String("dark") ? Scheme::dark
                                                                  : Scheme::automatic);
    const bool resized = settings.get(keys::text_size) != m_size->currentData().toInt();
    settings.set(keys::text_size, m_size->currentData().toInt());
    applyAppearance(settings);
    const QString language = m_language->currentData().toString();
    // Either makes the window anew; once is enough.
    const QString before = m_session.languageCode();
    m_session.setLanguage(language);
    if (resized && m_session.languageCode() == before) Q_EMIT m_session.appearanceChanged();
    return {};
}

NumbersSection::NumbersSection(Session& session, QWidget* parent)
    : SettingsSection(parent), m_session(session), m_currency(new QComboBox), m_weekday(new QComboBox), m_fiscal(new QComboBox) {
    m_currency->setEditable(true);
    m_currency->addItems({QString(), QStringLiteral("CHF"), QStringLiteral("EUR"), QStringLiteral("USD"), QStringLiteral("GBP"),
                          QStringLiteral("CAD"), QStringLiteral("SEK"), QStringLiteral("NOK"), QStringLiteral("DKK"),
                          QStringLiteral("PLN"), QStringLiteral("JPY"), QStringLiteral("AUD"), QStringLiteral("BRL")});
    const QLocale locale;
    for (const int day : {1, 6, 7}) m_weekday->addItem(locale.standaloneDayName(day), day);
    for (int month = 1; month <= 12; ++month) m_fiscal->addItem(locale.standaloneMonthName(month), month);
    addHeading(tr("Amounts"));
    addField(tr("&Currency of amounts that name none"), m_currency,
             tr("Three letters, such as CHF. A dataset that says its currency keeps it; amounts are never converted."));
    addHeading(tr("Calendar"));
    addField(tr("&First day of the week"), m_weekday,
             tr("Weeks keep their ISO number. Takes effect at the next start, for all pages alike."));
    addField(tr("Business &year begins in"), m_fiscal,
             tr("Quarters and years follow it. Takes effect at the next start, for all pages alike."));
}

void NumbersSection::load() {
    const Settings& settings = m_session.settings();
    m_currency->setCurrentText(settings.get(keys::currency));
    choose(m_weekday, settings.get(keys::first_weekday));
    choose(m_fiscal, settings.get(keys::fiscal_month));
}

QString NumbersSection::apply() {
    static const QRegularExpression code(QStringLiteral("^([A-Z]{3})?$"));
    const QString currency = m_currency->currentText().trimmed().toUpper();
    if (!code.match(currency).hasMatch())
        return tr("%1 is no currency: three letters are needed, such as CHF, or nothing.").arg(m_currency->currentText());
    Settings& settings = m_session.settings();
    settings.set(keys::first_weekday, m_weekday->currentData().toInt());
    settings.set(keys::fiscal_month, m_fiscal->currentData().toInt());
    if (currency == settings.get(keys::currency)) return {};
    settings.set(keys::currency, currency);
    m_session.reload();
    return {};
}

EngineSection::EngineSection(Session& session, QWidget* parent)
    : SettingsSection(parent), m_session(session), m_threads(new QSpinBox), m_memory(new QSpinBox) {
    const int machine = std::max(1, QThread::idealThreadCount());
    m_threads->setRange(0, machine);
    m_threads->setSpecialValueText(tr("All (%1)").arg(machine));
    m_memory->setRange(0, most_memory);
    m_memory->setSingleStep(memory_step);
    m_memory->setSpecialValueText(tr("As it comes (512 MB)"));
    m_memory->setSuffix(tr(" MB"));
    addHeading(tr("What this machine gives"));
    addField(tr("&Threads at once"), m_threads,
             tr("For imports, audits, forecasts and questions. Applies to what is started next."));
    addField(
        tr("&Memory of the analytical store"), m_memory,
        tr("At least %1 MB. More helps with imports of many millions of rows; what does not fit is written to disk. The numbers "
           "are loaded anew.")
            .arg(least_memory));
}

void EngineSection::load() {
    m_threads->setValue(m_session.settings().get(keys::threads));
    m_memory->setValue(m_session.settings().get(keys::memory_mib));
}

QString EngineSection::apply() {
    if (m_memory->value() != 0 && m_memory->value() < least_memory)
        return tr("%1 MB are too few: the store needs at least %2 MB.").arg(m_memory->value()).arg(least_memory);
    Settings& settings = m_session.settings();
    settings.set(keys::threads, m_threads->value());
    settings.set(keys::memory_mib, m_memory->value());
    applyLimits(settings);
    m_session.reload();
    return {};
}

} // namespace plumbline::ui
