// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reports/reports_settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "ui/session/mail_password.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"

namespace plumbline::ui {

namespace {

constexpr int longest_wait = 7 * 24 * 60; // minutes
constexpr double readable = 4.5;          // contrast of text

} // namespace

ReportsSettings::ReportsSettings(Session& session, QWidget* parent) : SettingsSection(parent), m_session(session) {
    const auto line = [](const QString& hint) {
        auto* edit = new QLineEdit;
        edit->setPlaceholderText(hint);
        return edit;
    };
    m_message = new InlineMessage;
    addWidget(m_message);
    addHeading(tr("On paper"));
    m_name = line(tr("Name of the workspace"));
    m_colour = line(QStringLiteral("#1F5FA8"));
    m_paper = new QComboBox;
    m_paper->addItem(tr("By country"), QString());
    m_paper->addItem(QStringLiteral("A4"), QStringLiteral("a4"));
    m_paper->addItem(QStringLiteral("Letter"), QStringLiteral("letter"));
    addField(tr("Brand &name"), m_name);
    addField(tr("&Colour"), m_colour,
             tr("Of the rule, the titles and the numbers of actions; it has to be dark enough to be read on white."));
    addField(tr("&Paper"), m_paper);
    m_logo = makeLabel(tr("No logo"), TextStyle::control, Tone::muted);
    m_chooseLogo = makeButton(tr("Choose a logo…"));
    m_dropLogo = makeButton(tr("Remove"), ButtonKind::quiet);
    auto* logo = new QWidget;
    auto* row = new QHBoxLayout(logo);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_chooseLogo);
    row->addWidget(m_dropLogo);
    row->addWidget(m_logo, 1);
    addWidget(logo);

    addHeading(tr("Mail of alerts"));
    m_server = line(QStringLiteral("smtp://mail.example.com:587"));
    m_user = line(tr("Where the server asks for one"));
    m_password = line(tr("Kept on this machine only"));
    m_password->setEchoMode(QLineEdit::Password);
    m_from = line(QStringLiteral("Plumbline <reports@example.com>"));
    m_to = line(tr("Addresses, separated by commas"));
    m_test = makeButton(tr("Send a test"));
    addField(tr("&Server"), m_server);
    addField(tr("&User"), m_user);
    addField(tr("Pass&word"), m_password);
    addField(tr("&From"), m_from);
    addField(tr("&To"), m_to);
    auto* test = new QWidget;
    auto* testRow = new QHBoxLayout(test);
    testRow->setContentsMargins(0, 0, 0, 0);
    testRow->addWidget(m_test);
    testRow->addStretch(1);
    addWidget(test);

    addHeading(tr("Alerts"));
    m_command = line(tr("Gets the alerts as JSON on its input"));
    m_every = new QSpinBox;
    m_every->setRange(0, longest_wait);
    m_every->setSuffix(tr(" min"));
    m_every->setSpecialValueText(tr("Only after an import"));
    m_tray = new QCheckBox;
    addField(tr("Co&mmand"), m_command);
    addField(tr("&Look every"), m_every);
    addField(tr("Message of the system where an alert begins"), m_tray);
    connect(m_chooseLogo, &QPushButton::clicked, this, &ReportsSettings::chooseLogo);
    connect(m_dropLogo, &QPushButton::clicked, this, [this] {
        m_brand.logo.clear();
        m_logo->setText(tr("No logo"));
        Q_EMIT edited();
    });
    connect(m_test, &QPushButton::clicked, this, &ReportsSettings::sendTest);
    connect(m_colour, &QLineEdit::textChanged, this, [this](const QString& text) {
        const double contrast = report::contrast_on_white(text.toStdString());
        if (text.size() == 7 && contrast < readable)
            m_message->setMessage(Tone::warning,
                                  tr("This colour is too light for text on white; it is used for the rule at most."));
        else
            m_message->setMessage(Tone::normal, QString());
    });
}

void ReportsSettings::load() {
    const auto handle = m_session.handle();
    setEnabled(handle != nullptr && !m_session.isReadOnly());
    if (!handle) return;
    struct Read {
        report::Brand brand;
        pulse::Notify notify;
    };
    m_session.jobs().start(
        tr("Reading the settings"),
        [handle](Progress&, std::stop_token) {
            return handle->use([](store::Workspace& w) { return Read{report::brand_of(w), pulse::notify_of(w)}; });
        },
        this, [this](const Read& read) { fill(read.brand, read.notify); }, [this](const Error& error) { tell(error); });
}

void ReportsSettings::fill(const report::Brand& brand, const pulse::Notify& n) {
    m_brand = brand;
    m_name->setText(qs(brand.name));
    m_colour->setText(qs(brand.colour));
    m_logo->setText(brand.logo.empty() ? tr("No logo") : tr("A logo is set"));
    m_paper->setCurrentIndex(std::max(0, m_paper->findData(qs(brand.paper))));
    m_server->setText(qs(n.server));
    m_user->setText(qs(n.user));
    m_password->setText(mailPassword(m_session.settings()));
    m_from->setText(qs(n.from));
    QStringList to;
    for (const std::string& t : n.to) to << qs(t);
    m_to->setText(to.join(QStringLiteral(", ")));
    m_command->setText(qs(n.command));
    m_every->setValue(n.every_minutes);
    m_tray->setChecked(n.tray);
}

pulse::Notify ReportsSettings::notify() const {
    pulse::Notify n;
    n.server = m_server->text().trimmed().toStdString();
    n.user = m_user->text().trimmed().toStdString();
    n.from = m_from->text().trimmed().toStdString();
    for (const QString& t : m_to->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!t.trimmed().isEmpty()) n.to.push_back(t.trimmed().toStdString());
    n.command = m_command->text().trimmed().toStdString();
    n.every_minutes = m_every->value();
    n.tray = m_tray->isChecked();
    return n;
}

QString ReportsSettings::apply() {
    const auto handle = m_session.handle();
    if (!handle || m_session.isReadOnly()) return {};
    report::Brand brand = m_brand;
    brand.name = m_name->text().trimmed().toStdString();
    brand.colour = m_colour->text().trimmed().toStdString();
    brand.paper = m_paper->currentData().toString().toStdString();
    const pulse::Notify n = notify();
    try {
        report::check_brand(brand);
        pulse::check_notify(n);
        keepMailPassword(m_session.settings(), m_password->text());
    } catch (const Error& error) {
        return errorSentence(error, m_session.language());
    }
    m_session.jobs().start(
        tr("Keeping the settings"),
        [handle, brand, n](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& w) {
                report::set_brand(w, brand);
                pulse::set_notify(w, n);
            });
        },
        this,
        [this] {
            m_message->setMessage(Tone::normal, QString());
            Q_EMIT kept();
        },
        [this](const Error& error) { tell(error); });
    return {};
}

void ReportsSettings::tell(const Error& error) { m_message->setMessage(Tone::loss, errorSentence(error, m_session.language())); }

void ReportsSettings::chooseLogo() {
    auto* dialog = new QFileDialog(this, tr("Choose a logo"), QString(), tr("Pictures (*.png *.svg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        try {
            m_brand.logo = report::read_logo(toPath(file));
            m_logo->setText(QFileInfo(file).fileName());
            Q_EMIT edited();
        } catch (const Error& error) {
            tell(error);
        }
    });
    dialog->open();
}

void ReportsSettings::sendTest() {
    const pulse::Notify n = notify();
    net::Mail mail;
    mail.from = n.from;
    mail.to = n.to;
    mail.subject = tr("Plumbline: a test").toStdString();
    mail.text = tr("Alerts will be sent from here to you.").toStdString();
    m_test->setEnabled(false);
    m_session.jobs().start(
        tr("Sending a test"),
        [server = net::MailServer{n.server, n.user, m_password->text().toStdString()}, mail](Progress&, std::stop_token stop) {
            net::send_mail(server, mail, stop);
        },
        this,
        [this] {
            m_test->setEnabled(true);
            m_message->setMessage(Tone::gain, tr("The test was taken by the server."));
        },
        [this](const Error& error) {
            m_test->setEnabled(true);
            tell(error);
        });
}

} // namespace plumbline::ui
