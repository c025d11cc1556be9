package io.quenyan.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicCatalogueTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
    private static final int MEBIBYTE = 1024 * 1024;

    static Stream<Topic> publicTopics() {
        return CATALOGUE.topics().stream().filter(topic -> topic.record() != null);
    }

    static Stream<Topic> requestTopics() {
        return publicTopics().filter(topic -> topic.name().endsWith("-requested"));
    }

    @ParameterizedTest
    @MethodSource("publicTopics")
    void onePatternSubscribesToTheFactsAndToNothingElse(Topic topic) {
        assertThat(CATALOGUE.topics().stream().filter(t -> t.name().matches("^quenyan\\.[a-z-]+$")))
                .containsExactlyElementsOf(publicTopics().toList());
    }

    @ParameterizedTest
    @MethodSource("publicTopics")
    void aTopicIsNamedAfterItsRecord(Topic topic) {
        String kebab = String.valueOf(topic.record())
                .replaceAll("(?<!^)([A-Z])", "-$1")
                .toLowerCase(java.util.Locale.ROOT);

        assertThat(topic.suffix()).isEqualTo(kebab);
    }

    @ParameterizedTest
    @MethodSource("publicTopics")
    void keyAndSubjectAreFieldsOfTheRecord(Topic topic) {
        Schema schema = ReleasedSchemas.current(String.valueOf(topic.record()));

        assertThat(Stream.concat(topic.key().stream(), topic.subject().stream()))
                .allSatisfy(
                        field -> assertThat(schema.getField(field)).as(field).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("publicTopics")
    void everyFactIsALeafOfTheLedger(Topic topic) {
        assertThat(topic.ledger()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("requestTopics")
    void aRequestThatIsTooLargeStillReachesUs(Topic topic) {
        assertThat(topic.maxMessageBytes()).isEqualTo(3 * MEBIBYTE);
    }

    @ParameterizedTest
    @MethodSource("requestTopics")
    void everyRequestTopicHasDeadLettersThatHoldAWholeRequest(Topic topic) {
        assertThat(CATALOGUE.topic(topic.deadLetterTopic()).maxMessageBytes()).isEqualTo(4 * MEBIBYTE);
    }

    @Test
    void theRelaysPositionHasOnePartition() {
        assertThat(CATALOGUE.topic(TopicCatalogue.RELAY_POSITION).partitions()).isEqualTo(1);
    }

    @Test
    void everyConsumerReadsCommittedRecordsFromTheStart() {
        assertThat(CATALOGUE.consumerSettings())
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "earliest");
    }

    @Test
    void noTopicIsCompacted() {
        assertThat(CATALOGUE.topics()).extracting(Topic::cleanup).containsOnly("delete");
    }

    @Test
    void everyTopicTellsKafkaItsSettings() {
        assertThat(CATALOGUE.topics())
                .allSatisfy(topic -> assertThat(topic.config().keySet())
                        .isEqualTo(Set.of("cleanup.policy", "retention.ms", "retention.bytes", "max.message.bytes")));
    }
}
