package io.quenyan.outbox.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// The relay's row as an entity: Hibernate Reactive starts only where there is one.
@Entity
@Table(name = "relay")
class RelayRow {

    @Id
    @Column(name = "only_row")
    boolean onlyRow;

    long shipment;
}
