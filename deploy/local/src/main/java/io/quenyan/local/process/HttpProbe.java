package io.quenyan.local.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// Asks a server on this machine whether it is there.
public final class HttpProbe {

    private static final int PATIENCE_MILLIS = 2_000;

    private HttpProbe() {}

    /// Whether the answer is 200.
    public static boolean isOk(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
