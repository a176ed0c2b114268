package com.integraci.installer.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentProcessTest {
  private static final Duration BOUND = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private RunFolders folders;

  @BeforeEach
  void make() throws IOException {
    folders =
        new RunFolders(
            Files.createDirectory(folder.resolve("run")),
            Files.createDirectory(folder.resolve("log")));
  }

  @Test
  void a_component_records_itself_and_the_record_tells_it_from_others() throws IOException {
    ComponentProcess process = ComponentProcess.start(sleeper("openbao"), folders, "");
    ProcessRecord record = recorded("openbao");
    assertEquals(process.pid(), record.pid());
    assertTrue(record.alive());
    var reused = new ProcessRecord(record.pid(), record.startTicks() + 1, record.boot());
    assertFalse(reused.alive(), "the same pid with another start is another process");
    var rebooted = new ProcessRecord(record.pid(), record.startTicks(), "another boot");
    assertFalse(rebooted.alive(), "a record of another boot means nothing");
    process.stop();
    assertFalse(record.alive());
    assertFalse(Files.exists(folders.run().resolve("openbao")));
  }

  @Test
  void what_a_killed_supervisor_left_is_ended_and_forgotten() throws IOException {
    ComponentProcess.start(sleeper("openbao"), folders, "");
    ProcessRecord record = recorded("openbao");
    assertEquals(List.of("openbao"), Leftovers.end(folders.run()));
    assertFalse(record.alive());
    assertEquals(List.of(), Leftovers.end(folders.run()));
  }

  @Test
  void what_a_component_started_itself_is_ended_with_it() throws IOException {
    Path child = folder.resolve("child");
    Launch launch = shell("postgres-initdb", "sleep 600 & echo $! > " + child + "; wait");
    ComponentProcess.start(launch, folders, "");
    recorded("postgres-initdb");
    assertTrue(Await.until(BOUND, () -> Files.exists(child) && !read(child).isBlank()));
    long pid = Long.parseLong(read(child).strip());
    Leftovers.end(folders.run());
    assertTrue(Await.until(BOUND, () -> !running(pid)));
  }

  @Test
  void a_component_whose_supervisor_died_before_it_was_recorded_does_not_run() throws Exception {
    Path ran = folder.resolve("ran");
    Launch launch = shell("openbao", "touch " + ran);
    // Started by somebody who is not the supervisor it was told of.
    var line = ComponentProcess.commandLine(launch, folders.run().resolve("openbao"), 1);
    Process process = new ProcessBuilder(line).start();
    assertEquals(112, process.waitFor());
    assertFalse(Files.exists(ran));
  }

  @Test
  void a_record_of_a_process_that_is_gone_ends_nobody() throws IOException {
    Path record = folders.run().resolve("openbao");
    long own = ProcessHandle.current().pid();
    Files.writeString(record, own + " 1 another-boot\n");
    assertEquals(List.of(), Leftovers.end(folders.run()));
    assertTrue(ProcessHandle.current().isAlive());
    assertFalse(Files.exists(record));
  }

  @Test
  void a_component_that_ignores_term_is_killed() throws IOException {
    Launch deaf = shell("openbao", "trap '' TERM; while :; do sleep 1; done");
    ComponentProcess process = ComponentProcess.start(deaf, folders, "");
    ProcessRecord record = recorded("openbao");
    Signal.KILL.send(record.pid());
    assertTrue(Await.until(BOUND, () -> !process.alive()));
    process.stop();
  }

  @Test
  void a_failed_program_is_reported_with_its_last_line() {
    Launch launch = shell("postgres-initdb", "echo first; echo the disk is on fire; exit 3");
    Refusal refusal =
        assertThrows(Refusal.class, () -> ComponentProcess.run(launch, folders, "", BOUND));
    assertEquals(ExitCode.COMPONENT_FAILED, refusal.code());
    assertTrue(refusal.getMessage().contains("the disk is on fire"), refusal::getMessage);
  }

  @Test
  void standard_input_reaches_the_program_and_no_log() throws IOException {
    Launch launch = shell("postgres-initdb", "read -r secret; [ \"$secret\" = hush ]");
    ComponentProcess.run(launch, folders, "hush\n", BOUND);
    assertEquals("", Files.readString(folders.logOf("postgres-initdb")));
  }

  private ProcessRecord recorded(String name) throws IOException {
    Path record = folders.run().resolve(name);
    assertTrue(Await.until(BOUND, () -> Files.exists(record)));
    return ProcessRecord.read(record).orElseThrow();
  }

  private Launch sleeper(String name) {
    return launch(name, List.of("sleep", "600"));
  }

  private Launch shell(String name, String script) {
    return launch(name, List.of("/bin/sh", "-c", script));
  }

  private Launch launch(String name, List<String> command) {
    return new Launch(name, Owner.caller(), command, Map.of(), folder, Farewell.PLAIN);
  }

  private static boolean running(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)
        && !read(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
