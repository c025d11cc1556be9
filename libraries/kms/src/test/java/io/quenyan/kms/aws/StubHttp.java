package io.quenyan.kms.aws;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// As much of an HTTP server as the KMS protocol needs, and what no server would do on purpose: resets,
/// half answers.
final class StubHttp implements AutoCloseable {

    /// Answers one request.
    interface Handler {
        Reply reply(String target, String body);
    }

    /// What is sent back.
    ///
    /// @param ending how the connection ends
    record Reply(int status, String body, Ending ending) {
        static Reply ok(String body) {
            return new Reply(200, body, Ending.WHOLE);
        }
    }

    /// How an answer ends.
    enum Ending {
        WHOLE,
        HALF,
        RESET
    }

    private final ServerSocket server;
    private final Handler handler;

    StubHttp(Handler handler) {
        this.handler = handler;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String target = "";
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("x-amz-target:")) {
                    target = line.substring(line.indexOf('.') + 1).strip();
                } else if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
            send(connection, handler.reply(target, new String(in.readNBytes(length), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket connection, Reply reply) throws IOException {
        if (reply.ending() == Ending.RESET) {
            connection.setSoLinger(true, 0);
            return;
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 %d X\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(reply.status(), body.length);
        connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().write(body, 0, reply.ending() == Ending.HALF ? body.length / 2 : body.length);
        connection.getOutputStream().flush();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
