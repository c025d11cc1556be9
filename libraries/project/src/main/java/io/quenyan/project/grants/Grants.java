package io.quenyan.project.grants;

import io.quenyan.project.grants.NotGrantedException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What each project may ask for. A project that is not listed may ask for nothing; there is no default grant.
public record Grants(Map<String, ProjectGrants> projects) {

    /// @param sources folders that hold repositories, as `git+file:` or `file:` URIs
    /// @param outputs folders that get packages, as `file:` URIs
    /// @param passphraseRefs names of configured passphrases
    /// @param actors who may ask; `*` is everyone who may write to the request topic
    /// @param keys of key services, as provider, slash and key: `aws/alias/quenyan`
    public record ProjectGrants(
            List<String> sources,
            List<String> outputs,
            Set<String> passphraseRefs,
            Set<String> actors,
            Set<String> keys) {

        /// Without keys.
        public ProjectGrants(
                List<String> sources, List<String> outputs, Set<String> passphraseRefs, Set<String> actors) {
            this(sources, outputs, passphraseRefs, actors, Set.of());
        }

        public ProjectGrants {
            keys = Set.copyOf(keys);
            sources = List.copyOf(sources);
            outputs = List.copyOf(outputs);
            passphraseRefs = Set.copyOf(passphraseRefs);
            actors = Set.copyOf(actors);
            try {
                sources.forEach(ProjectGrants::root);
                outputs.forEach(ProjectGrants::root);
            } catch (NotGrantedException e) {
                throw new IllegalArgumentException("A granted folder is not usable. " + e.getMessage(), e);
            }
        }

        private static Location root(String uri) {
            return uri.startsWith("git+") ? Location.source(uri) : Location.file(uri);
        }
    }

    public Grants {
        projects = Map.copyOf(projects);
    }

    /// What a request wants to reach.
    ///
    /// @param pathsUri a list of paths; null for none
    /// @param passphraseRef name of a passphrase; null for none
    /// @param key of a key service, as in the grants; null for none
    public record Asked(
            String projectId,
            String actor,
            String sourceUri,
            String outputUri,
            @Nullable String pathsUri,
            @Nullable String passphraseRef,
            @Nullable String key) {

        /// Without a key.
        public Asked(
                String projectId,
                String actor,
                String sourceUri,
                String outputUri,
                @Nullable String pathsUri,
                @Nullable String passphraseRef) {
            this(projectId, actor, sourceUri, outputUri, pathsUri, passphraseRef, null);
        }
    }

    /// The keys that a project's packages may be under, now or from before.
    public Set<String> keys(String projectId) {
        ProjectGrants granted = projects.get(projectId);
        return granted == null ? Set.of() : granted.keys();
    }

    /// Whether anything is granted to the project.
    public boolean knows(String projectId) {
        return projects.containsKey(projectId);
    }

    /// Holds the request against its project's grants, by name only: nothing is opened.
    ///
    /// @throws NotGrantedException if something is outside them
    public void check(Asked request) {
        ProjectGrants granted = of(request.projectId());
        Location source = Location.source(request.sourceUri());
        Location output = Location.file(request.outputUri());
        if (!granted.actors().contains("*") && !granted.actors().contains(request.actor())) {
            throw new NotGrantedException(
                    Reason.ACTOR_NOT_GRANTED,
                    "'%s' may not ask for project '%s'".formatted(request.actor(), request.projectId()));
        }
        if (granted.sources().stream().map(ProjectGrants::root).noneMatch(source::within)) {
            throw new NotGrantedException(Reason.SOURCE_NOT_GRANTED, request.sourceUri());
        }
        if (granted.outputs().stream().map(ProjectGrants::root).noneMatch(output::within)) {
            throw new NotGrantedException(Reason.OUTPUT_NOT_GRANTED, request.outputUri());
        }
        if (request.passphraseRef() != null && !granted.passphraseRefs().contains(request.passphraseRef())) {
            throw new NotGrantedException(Reason.PASSPHRASE_REF_NOT_GRANTED, request.passphraseRef());
        }
        if (request.key() != null && !granted.keys().contains(request.key())) {
            throw new NotGrantedException(Reason.KEY_NOT_GRANTED, request.key());
        }
        checkPaths(request, granted);
    }

    private static void checkPaths(Asked request, ProjectGrants granted) {
        if (request.pathsUri() == null) {
            return;
        }
        if (roots(granted).noneMatch(Location.file(request.pathsUri())::within)) {
            throw new NotGrantedException(Reason.SOURCE_NOT_GRANTED, request.pathsUri());
        }
    }

    private static Stream<Location> roots(ProjectGrants granted) {
        return Stream.concat(granted.sources().stream(), granted.outputs().stream())
                .map(ProjectGrants::root);
    }

    /// Holds the places against the grants once more, with links followed. Every step of a batch does so before it
    /// opens them: a folder may have become a link since the last one.
    ///
    /// @throws NotGrantedException if one leads out
    public void checkReally(Asked request) {
        ProjectGrants granted = of(request.projectId());
        Location source = Location.source(request.sourceUri());
        if (granted.sources().stream().map(ProjectGrants::root).noneMatch(source::reallyWithin)) {
            throw new NotGrantedException(Reason.SOURCE_NOT_GRANTED, request.sourceUri() + " leads out of its grant");
        }
        Location output = Location.file(request.outputUri());
        if (granted.outputs().stream().map(ProjectGrants::root).noneMatch(output::reallyWithin)) {
            throw new NotGrantedException(Reason.OUTPUT_NOT_GRANTED, request.outputUri() + " leads out of its grant");
        }
        if (request.pathsUri() != null && roots(granted).noneMatch(Location.file(request.pathsUri())::reallyWithin)) {
            throw new NotGrantedException(Reason.SOURCE_NOT_GRANTED, request.pathsUri() + " leads out of its grant");
        }
    }

    private ProjectGrants of(String projectId) {
        ProjectGrants granted = projects.get(projectId);
        if (granted == null) {
            throw new NotGrantedException(
                    Reason.PROJECT_NOT_GRANTED,
                    "No grants for project '%s'; configure quenyan.projects.\"%s\"".formatted(projectId, projectId));
        }
        return granted;
    }
}
