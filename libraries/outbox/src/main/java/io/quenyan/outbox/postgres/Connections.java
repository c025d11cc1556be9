package io.quenyan.outbox.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/// Opens connections to the service's database, for what holds one of its own for long.
@FunctionalInterface
public interface Connections {

    Connection open() throws SQLException;
}
