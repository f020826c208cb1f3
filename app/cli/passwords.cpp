// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwords.h"

#include "console.h"

#include "base/visibletext.h"
#include "base/whendone.h"
#include "connection/passwordstore.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int keychainMs = 20'000; // somebody may have to open it
constexpr qsizetype longestPassword = 4096;

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

Error noPassword()
{
    return {tr("Give the password with --password-file FILE, or with --password-file - on standard input."),
        {}, Fault::Denied};
}

/// A terminal that shows nothing of what is typed, for as long as this lives.
class SilentTerminal {
public:
    SilentTerminal() : m_file(::open("/dev/tty", O_RDWR | O_CLOEXEC))
    {
        if (!isOpen())
            return;
        ::tcgetattr(m_file, &m_before);
        termios silent = m_before;
        // An interrupt would leave the terminal silent: it is read as a character instead.
        silent.c_lflag &= ~tcflag_t(ECHO | ISIG);
        ::tcsetattr(m_file, TCSAFLUSH, &silent);
    }
    ~SilentTerminal()
    {
        if (!isOpen())
            return;
        ::tcsetattr(m_file, TCSAFLUSH, &m_before);
        ::close(m_file);
    }
    Q_DISABLE_COPY_MOVE(SilentTerminal)

    bool isOpen() const { return m_file >= 0; }
    void say(const QString &text) const
    {
        const QByteArray bytes = text.toUtf8();
        [[maybe_unused]] const ssize_t written = ::write(m_file, bytes.constData(), size_t(bytes.size()));
    }
    Secret line() const
    {
        QByteArray typed;
        typed.reserve(longestPassword);
        char byte = 0;
        while (
            typed.size() < longestPassword && ::read(m_file, &byte, 1) == 1 && byte != '\n' && byte != '\3')
            typed.append(byte);
        return Secret(byte == '\n' ? std::move(typed) : QByteArray());
    }

private:
    int m_file;
    termios m_before {};
};

} // namespace

Secret savedPassword(const QString &profile)
{
    // The only event loop of this program, and only for this.
    QEventLoop loop;
    Secret password;
    QTimer::singleShot(keychainMs, &loop, &QEventLoop::quit);
    whenDone(PasswordStore::read(profile), &loop, [&](const Result<Secret> &answer) {
        if (answer)
            password = *answer;
        else
            printSentence(answer.error().message);
        loop.quit();
    });
    loop.exec();
    return password;
}

Result<Secret> askForPassword(const QString &forWhat)
{
    if (!::isatty(STDIN_FILENO))
        return noPassword();
    const SilentTerminal terminal;
    if (!terminal.isOpen())
        return noPassword();
    terminal.say(tr("Password for %1: ").arg(visibleText(forWhat)));
    const Secret password = terminal.line();
    terminal.say(u"\n"_s);
    return password.isEmpty() ? Result<Secret>(noPassword()) : password;
}
