package io.quenyan.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// A key management system that answers badly, each time for a while: half of the calls throttled, three in ten with a
/// server's error, one in five late, cut off, or cut in half.
final class TroubledKms implements AutoCloseable {

    private static final List<String> PASSED_ON =
            List.of("x-amz-target", "content-type", "authorization", "x-amz-date");

    private static final int EACH = 40;

    /// What goes wrong, and with how many of a hundred calls.
    private enum Trouble {
        THROTTLED(50),
        FAILED(30),
        LATE(20),
        RESET(20),
        HALF(20),
        NONE(0);

        private final int percent;

        Trouble(int percent) {
            this.percent = percent;
        }
    }

    private final URI behind;
    private final RandomGenerator random;
    private final Duration delay;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Integer> seen = new TreeMap<>();
    private int calls;
    private final CountDownLatch closed = new CountDownLatch(1);

    TroubledKms(URI behind, RandomGenerator random, Duration delay) {
        this.behind = behind;
        this.random = random;
        this.delay = delay;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// How often each kind of answer was given.
    synchronized Map<String, Integer> seen() {
        return new TreeMap<>(seen);
    }

    /// One kind of trouble at a time, for 40 calls.
    private synchronized Trouble draw() {
        Trouble now = Trouble.values()[calls++ / EACH % (Trouble.values().length - 1)];
        return random.nextInt(100) < now.percent ? now : Trouble.NONE;
    }

    private synchronized void count(String kind) {
        seen.merge(kind, 1, Integer::sum);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] asked = exchange.getRequestBody().readAllBytes();
        Trouble trouble = draw();
        count(trouble.name());
        switch (trouble) {
            case THROTTLED -> send(exchange, 400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
            case FAILED -> send(exchange, 500, "{\"__type\":\"KMSInternalException\",\"message\":\"try later\"}");
            case RESET -> exchange.close();
            case HALF -> {
                HttpResponse<byte[]> real = pass(exchange, asked);
                exchange.sendResponseHeaders(real.statusCode(), real.body().length);
                exchange.getResponseBody().write(Arrays.copyOf(real.body(), real.body().length / 2));
                exchange.close();
            }
            case LATE, NONE -> {
                HttpResponse<byte[]> real = pass(exchange, asked);
                if (trouble == Trouble.LATE) {
                    late();
                }
                exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
                exchange.sendResponseHeaders(real.statusCode(), real.body().length);
                exchange.getResponseBody().write(real.body());
                exchange.close();
            }
        }
    }

    private void late() {
        try {
            boolean _ = closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] asked) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(behind).POST(HttpRequest.BodyPublishers.ofByteArray(asked));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        client.close();
    }
}
