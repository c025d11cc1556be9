package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.kafka.Cluster;
import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Registers the schemas of this version. Services never do: a schema is released by decision, not by a restart.
@Command(description = "Register the schemas of all log events, and the rule by which they may change.")
final class SchemasRegisterCommand implements Callable<Integer>, Recorded {

    private static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private final Run run;

    @Mixin
    private final ClusterOptions clusters = new ClusterOptions();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    SchemasRegisterCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        List<Topic> topics = TopicCatalogue.load().topics().stream()
                .filter(topic -> topic.record() != null)
                .toList();
        if (dryRun.given()) {
            topics.forEach(topic -> report(topic.registrySubject(), null));
            return Exit.OK.code();
        }
        Cluster cluster = clusters.find(run);
        SchemaRegistry registry = SchemaRegistry.at(cluster.registry());
        for (Topic topic : topics) {
            Schema schema = ReleasedSchemas.current(Objects.requireNonNull(topic.record()));
            registry.setCompatibility(topic.registrySubject(), COMPATIBILITY);
            report(topic.registrySubject(), registry.register(topic.registrySubject(), schema));
        }
        return Exit.OK.code();
    }

    private void report(String subject, @Nullable Integer id) {
        ObjectNode node = Run.object();
        node.put("subject", subject);
        node.put("compatibility", COMPATIBILITY);
        node.put("id", id);
        run.print(node, id == null ? subject : "%s: id %d, %s".formatted(subject, id, COMPATIBILITY));
    }
}
