package io.quenyan.project.file;

import io.quenyan.project.ProjectState;
import io.quenyan.project.StateCondition;
import io.quenyan.project.StateException;
import io.quenyan.project.StateSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The file that a project's state is kept in, and what belongs to it: `.bak`, the last good revision; `.lock`, held
/// while a run works with it; `.corrupt-…`, what could not be believed.
///
/// Nothing here is ever deleted. Links are not followed. To change a state: [#lock], [#look], [#save] or [#quarantine],
/// close the lock.
public final class StateFile {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path path;

    private StateFile(Path path) {
        this.path = path;
    }

    /// The state at `path`, which need not be there. Nothing is read.
    public static StateFile at(Path path) {
        return new StateFile(path.toAbsolutePath().normalize());
    }

    public Path path() {
        return path;
    }

    /// The last good revision before this one.
    public StateFile backup() {
        return beside(".bak");
    }

    private StateFile beside(String ending) {
        return new StateFile(path.resolveSibling(path.getFileName() + ending));
    }

    /// Takes the state for one run alone, and makes its folder.
    ///
    /// @param who the run, for whoever finds it locked
    /// @throws StateInUseException if another run has it
    public StateLock lock(String who) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return StateLock.take(beside(".lock").path, who);
    }

    /// Looks at what is there, and changes nothing.
    public FoundState look() {
        FoundState found = found();
        return found instanceof FoundState.Sound sound ? beside(sound) : found;
    }

    private FoundState found() {
        try {
            Optional<String> wrong = StateBytes.problem(path);
            if (wrong.isPresent()) {
                return new FoundState.Damaged(wrong.get());
            }
            if (StateBytes.blank(path)) {
                return new FoundState.Absent(StateCondition.EMPTY);
            }
            String checksum = StateBytes.verify(path);
            return new FoundState.Sound(sound(checksum), checksum, 0);
        } catch (NoSuchFileException e) {
            return new FoundState.Absent(StateCondition.MISSING);
        } catch (StateException e) {
            return new FoundState.Damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new FoundState.Damaged("cannot be read: " + StateBytes.reason(e));
        }
    }

    private ProjectState sound(String checksum) throws IOException {
        return StateBytes.read(path, checksum);
    }

    /// Holds a sound state against its backup: neither may have come from another run at the same revision.
    private FoundState beside(FoundState.Sound sound) {
        ProjectState state = sound.state();
        Path other = backup().path;
        StateSeal.Place place = StateBytes.place(other).orElse(null);
        if (place == null || !place.lineage().equals(state.lineage())) {
            return new FoundState.Sound(state, sound.checksum(), state.revision());
        }
        boolean forked = place.revision() == state.revision()
                && StateBytes.checksum(other)
                        .filter(checksum -> !checksum.equals(sound.checksum()))
                        .isPresent();
        return forked
                ? new FoundState.Damaged("is another revision %d than its backup: two runs went on from one state"
                        .formatted(place.revision()))
                : new FoundState.Sound(state, sound.checksum(), Math.max(place.revision(), state.revision()));
    }

    /// Writes `next` in one step, durably, readable by its owner alone; what was there is the backup then.
    ///
    /// @param basis what [#look] found, under the lock that is still held
    /// @throws StateForkedException if something else is there by now
    public void save(ProjectState next, FoundState basis) throws IOException {
        Path unfinished = beside(".tmp").path;
        try {
            StateBytes.write(unfinished, next);
            if (!stillThere(basis)) {
                throw new StateForkedException(path);
            }
            if (basis instanceof FoundState.Sound) {
                StateBytes.copy(path, beside(".bak.tmp").path, backup().path);
            }
            StateBytes.move(unfinished, path);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private boolean stillThere(FoundState basis) throws IOException {
        return switch (basis) {
            case FoundState.Sound sound ->
                StateBytes.checksum(path).filter(sound.checksum()::equals).isPresent();
            case FoundState.Absent _ -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS) || StateBytes.blank(path);
            case FoundState.Damaged _ -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        };
    }

    /// Moves what is there out of the way, as it is: a file, a folder or a link.
    ///
    /// @return where it is now
    /// @throws IOException if it cannot be moved; it is where it was
    public Path quarantine(Instant now) throws IOException {
        String name = path.getFileName() + ".corrupt-" + TIME.format(now);
        Path target = path.resolveSibling(name);
        for (int i = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
            target = path.resolveSibling(name + "-" + i);
        }
        StateBytes.move(path, target);
        return target;
    }

    @Override
    public String toString() {
        return "StateFile[%s]".formatted(path);
    }
}
