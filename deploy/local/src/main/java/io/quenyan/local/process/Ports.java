package io.quenyan.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/// Ports on loopback by name, remembered from one start to the next. One that somebody else has taken is
/// stepped around.
public final class Ports {

    private static final int STEPS = 200;
    private static final int ANSWER_MILLIS = 500;

    private final Path file;

    /// Ports that are remembered in `file`.
    public Ports(Path file) {
        this.file = file;
    }

    /// Returns the port that was last given to that name.
    public synchronized OptionalInt last(String name) {
        String port = PrivateFile.readProperties(file).get(name);
        return port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
    }

    /// Returns a free port for `name`: the one it had, else `preferred`, else the next free one after it.
    public synchronized int choose(String name, int preferred) {
        Map<String, String> remembered = PrivateFile.readProperties(file);
        int wanted = Integer.parseInt(remembered.getOrDefault(name, Integer.toString(preferred)));
        int port = wanted;
        while (promisedToAnother(remembered, name, port) || !isFree(port)) {
            port++;
            if (port > wanted + STEPS) {
                throw new StartFailedException(
                        "No free port for %s between %d and %d".formatted(name, wanted, port - 1));
            }
        }
        if (!Integer.toString(port).equals(remembered.put(name, Integer.toString(port)))) {
            PrivateFile.writeProperties(file, remembered);
        }
        return port;
    }

    /// Whether something accepts connections on that port of this machine.
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean promisedToAnother(Map<String, String> remembered, String name, int port) {
        return remembered.entrySet().stream()
                .anyMatch(entry ->
                        !entry.getKey().equals(name) && entry.getValue().equals(Integer.toString(port)));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
