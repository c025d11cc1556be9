package io.quenyan.project.grants;

import io.quenyan.project.grants.NotGrantedException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder on this machine that a request names by URI (RFC 8089).
///
/// Only plain local paths are taken: no host, no user information, no query, no fragment, no `..`, no NUL. A URI
/// with user information is refused without being repeated, because it may hold a password.
public record Location(Path path) {

    private static final String GIT = "git+file:";
    private static final String FILE = "file:";

    /// Where a project's repository is, from `git+file:///…`.
    public static Location source(String uri) {
        if (!uri.startsWith(GIT)) {
            throw unsupported("A source is git+file:///…", uri);
        }
        return local(uri.substring("git+".length()));
    }

    /// Where packages go, or a list of paths is, from `file:///…`.
    public static Location file(String uri) {
        if (!uri.startsWith(FILE)) {
            throw unsupported("An output is file:///…", uri);
        }
        return local(uri);
    }

    /// Whether this place is `root` or below it, by name.
    public boolean within(Location root) {
        return path.startsWith(root.path);
    }

    /// Whether this place is really `root` or below it, with every link followed as far as the path exists.
    public boolean reallyWithin(Location root) {
        try {
            return real(path).startsWith(real(root.path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The canonical `file:` URI.
    public String uri() {
        return path.toUri().toString().replaceFirst("/$", "");
    }

    /// A file or folder below this one.
    public Location child(String name) {
        return new Location(path.resolve(name));
    }

    private static Path real(Path wanted) throws IOException {
        Path existing = wanted;
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                return wanted;
            }
            existing = parent;
        }
        return existing.toRealPath().resolve(existing.relativize(wanted)).normalize();
    }

    private static Location local(String uri) {
        try {
            URI parsed = new URI(uri);
            if (parsed.getRawUserInfo() != null || (parsed.getRawAuthority() != null && uri.contains("@"))) {
                throw new NotGrantedException(Reason.FIELD_INVALID, "A URI with user information is not taken");
            }
            String host = parsed.getHost();
            boolean plain = (host == null || host.isEmpty())
                    && parsed.getRawAuthority() == null
                    && parsed.getRawQuery() == null
                    && parsed.getRawFragment() == null;
            String path = parsed.getPath();
            if (!plain || path == null || !path.startsWith("/") || path.indexOf('\0') >= 0) {
                throw new NotGrantedException(Reason.FIELD_INVALID, "Not an absolute local path: " + uri);
            }
            Path local = Path.of(path);
            if (!local.equals(local.normalize())) {
                throw new NotGrantedException(Reason.FIELD_INVALID, "A path with '.' or '..' is not taken: " + uri);
            }
            return new Location(local);
        } catch (URISyntaxException | java.nio.file.InvalidPathException e) {
            throw new NotGrantedException(Reason.FIELD_INVALID, "Not a URI");
        }
    }

    private static NotGrantedException unsupported(String expected, String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 || colon > 20 ? "no scheme" : "scheme '" + uri.substring(0, colon) + "'";
        return new NotGrantedException(Reason.SCHEME_UNSUPPORTED, expected + ", got " + scheme);
    }
}
