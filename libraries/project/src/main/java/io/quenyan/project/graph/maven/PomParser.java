package io.quenyan.project.graph.maven;

import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.Text;
import io.quenyan.project.graph.Unresolved.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.MXParser;
import org.codehaus.plexus.util.xml.pull.XmlPullParser;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/// Parses a POM of a stranger. No document type is taken, so no entity is ever expanded and nothing else is read.
final class PomParser {

    private static final int DEEPEST = 100;
    private static final Pattern OTHER_ENCODING =
            Pattern.compile("^<\\?xml[^>]{0,100}encoding\\s*=\\s*[\"'](?!(?i:utf-8|us-ascii|ascii)[\"'])");

    private final GraphDrawing drawing;

    PomParser(GraphDrawing drawing) {
        this.drawing = drawing;
    }

    /// The model; none, and a line in the drawing, if it is no POM.
    Optional<Model> parse(String path, byte[] content) {
        String text;
        try {
            text = text(content);
            if (!fits(path, text)) {
                return Optional.empty();
            }
            return Optional.of(new MavenXpp3Reader().read(new StringReader(text), false));
        } catch (CharacterCodingException e) {
            drawing.unresolved(path, Reason.MALFORMED, "It is not UTF-8");
        } catch (XmlPullParserException | IOException e) {
            drawing.unresolved(path, Reason.MALFORMED, "It is no POM: " + Text.shown(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /// UTF-8, and Latin-1 where the document says another encoding: names of packages are ASCII.
    private static String text(byte[] content) throws CharacterCodingException {
        String bytes = new String(content, StandardCharsets.ISO_8859_1);
        if (OTHER_ENCODING.matcher(bytes).find()) {
            return bytes;
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private boolean fits(String path, String text) throws XmlPullParserException, IOException {
        MXParser parser = new MXParser();
        parser.setInput(new StringReader(text));
        int event = parser.getEventType();
        while (event != XmlPullParser.END_DOCUMENT) {
            if (event == XmlPullParser.DOCDECL) {
                drawing.unresolved(path, Reason.DOCTYPE, "It has a document type, which no POM needs");
                return false;
            }
            if (parser.getDepth() > DEEPEST) {
                drawing.unresolved(path, Reason.TOO_DEEP, "It is nested deeper than %d".formatted(DEEPEST));
                return false;
            }
            event = parser.nextToken();
        }
        return true;
    }
}
