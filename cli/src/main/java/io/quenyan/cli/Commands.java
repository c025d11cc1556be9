package io.quenyan.cli;

import picocli.CommandLine;

/// Every command, by the name it is called by.
final class Commands {

    private Commands() {}

    static CommandLine of(Quenyan quenyan, Run run) {
        return under(new CommandLine(quenyan), run);
    }

    static CommandLine under(CommandLine root, Run run) {
        return root.addSubcommand(
                        "project",
                        CommandGroup.about("Work on a whole project.")
                                .addSubcommand("batch-encode", new BatchEncodeCommand(run))
                                .addSubcommand("incremental-rebuild", new IncrementalRebuildCommand(run))
                                .addSubcommand("dependency-graph", new DependencyGraphCommand(run))
                                .addSubcommand("init", new ProjectInitCommand(run)))
                .addSubcommand("batch-encode", new BatchEncodeCommand(run))
                .addSubcommand("incremental-rebuild", new IncrementalRebuildCommand(run))
                .addSubcommand("dependency-graph", new DependencyGraphCommand(run))
                .addSubcommand("encode", new EncodeCommand(run))
                .addSubcommand("decode", new DecodeCommand(run))
                .addSubcommand("inspect", new InspectCommand(run))
                .addSubcommand("verify", new VerifyCommand(run))
                .addSubcommand("restore", new RestoreCommand(run))
                .addSubcommand(
                        "keys",
                        new CommandLine(new KeysCommand(run))
                                .addSubcommand("create", new KeysCreateCommand(run))
                                .addSubcommand("status", new KeysStatusCommand(run))
                                .addSubcommand("usage", new KeysUsageCommand(run))
                                .addSubcommand("retire", new KeysRetireCommand(run)))
                .addSubcommand(
                        "state",
                        CommandGroup.about("What incremental runs remember of a project, and how it is put right.")
                                .addSubcommand("show", new StateShowCommand(run))
                                .addSubcommand("verify", new StateVerifyCommand(run))
                                .addSubcommand("repair", new StateRepairCommand(run))
                                .addSubcommand("explain", new StateExplainCommand(run))
                                .addSubcommand("archive", new StateArchiveCommand(run))
                                .addSubcommand("restore", new StateRestoreCommand(run))
                                .addSubcommand("reconcile", new StateReconcileCommand(run)))
                .addSubcommand(
                        "graph",
                        CommandGroup.about("What a project's package graph was, is, and what a change reaches in it.")
                                .addSubcommand("diff", new GraphDiffCommand(run))
                                .addSubcommand("impact", new GraphImpactCommand(run))
                                .addSubcommand("accept", new GraphAcceptCommand(run)))
                .addSubcommand("up", new UpCommand(run))
                .addSubcommand("status", new StatusCommand(run))
                .addSubcommand("down", new DownCommand(run))
                .addSubcommand("demo", new DemoCommand(run))
                .addSubcommand("doctor", new DoctorCommand(run))
                .addSubcommand(
                        "events",
                        CommandGroup.about("Read the log events of a cluster, and publish those of earlier runs.")
                                .addSubcommand("tail", new EventsTailCommand(run))
                                .addSubcommand("wait", new EventsWaitCommand(run))
                                .addSubcommand("publish", new EventsPublishCommand(run)))
                .addSubcommand(
                        "schemas",
                        CommandGroup.about("The schemas of the log events.")
                                .addSubcommand("register", new SchemasRegisterCommand(run)))
                .addSubcommand("version", new VersionCommand(run))
                .addSubcommand("warm-up", new WarmUpCommand());
    }
}
