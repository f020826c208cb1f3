// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/engine.h"
#include "live/livedatabase.h"

#include <atomic>
#include <memory>

/// A database server played by an SQLite file: it can be lost, refuse passwords, and change its address.
class ShakyServer {
public:
    enum class Mood { Well, Lost, Denies };

    explicit ShakyServer(const QString &path) : m_path(path) {}

    void setMood(Mood mood) { m_state->mood = mood; }
    /// The next connection, and those that are open, answer from here.
    void setHost(int number) { m_state->host = number; }
    void setPrivacy(Privacy privacy) { m_state->privacy = privacy; }
    int attempts() const { return m_state->attempts; }

    std::unique_ptr<LiveDatabase> watched(Profile profile = {}) const
    {
        profile.url = {QStringLiteral("sqlite"), m_path};
        return std::make_unique<LiveDatabase>(profile, opener());
    }

private:
    struct State {
        std::atomic<Mood> mood {Mood::Well};
        std::atomic<int> host {1};
        std::atomic<Privacy> privacy {Privacy::Verified};
        std::atomic<int> attempts {0};
    };

    static Error lost()
    {
        return {QStringLiteral("The server is lost."), QStringLiteral("code 2006"), Fault::Unreachable};
    }
    static Error denied() { return {QStringLiteral("The password is not accepted."), {}, Fault::Denied}; }

    class ShakyConnection : public Connection {
    public:
        ShakyConnection(std::unique_ptr<Connection> inner, std::shared_ptr<State> state)
            : m_inner(std::move(inner))
            , m_state(std::move(state))
        {
        }
        Result<RowSet> select(const Statement &statement, ReadLimit limit) override
        {
            if (m_state->mood != Mood::Well)
                return lost();
            return m_inner->select(statement, limit);
        }
        const Dialect &dialect() const override { return m_inner->dialect(); }
        QString description() const override { return QStringLiteral("Shaky 1.0"); }
        QString manners() const override { return m_inner->manners(); }
        ServerIdentity server() const override
        {
            return {QStringLiteral("db%1:3306").arg(m_state->host.load()), m_state->privacy,
                m_state->privacy == Privacy::Verified ? QStringLiteral("TLSv1.3 TEST") : QString()};
        }
        void setCancelFlag(std::shared_ptr<const std::atomic<bool>> flag) override
        {
            m_inner->setCancelFlag(std::move(flag));
        }

    private:
        std::unique_ptr<Connection> m_inner;
        std::shared_ptr<State> m_state;
    };

    DatabaseThread::Opener opener() const
    {
        return [path = m_path, state = m_state]() -> Result<std::unique_ptr<Connection>> {
            ++state->attempts;
            if (state->mood == Mood::Lost)
                return lost();
            if (state->mood == Mood::Denies)
                return denied();
            auto inner = openConnection({.url = {QStringLiteral("sqlite"), path}});
            if (!inner)
                return inner.error();
            return std::unique_ptr<Connection>(std::make_unique<ShakyConnection>(std::move(*inner), state));
        };
    }

    QString m_path;
    std::shared_ptr<State> m_state = std::make_shared<State>();
};
