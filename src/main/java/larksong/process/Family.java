package larksong.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import larksong.egress.NotOut;

/**
 * A program that was started and all that came of it, also what its parent left behind. It is known
 * by its session, by a mark in its environment, and by its parents.
 */
@NotOut("whoever starts a program by it asks")
final class Family {

  /** Where Linux tells of its processes; other systems tell of parents alone. */
  private static final Path PROCESSES = Path.of("/proc");

  private static final String MARK = "LARKSONG_STARTED_" + ProcessHandle.current().pid() + "_";

  /** A number is used again by another run in another container or after a restart. */
  private static final long BEGIN = System.currentTimeMillis();

  private static final AtomicLong COUNT = new AtomicLong();

  /** Two seconds; what is not gone by then waits for a disk and goes when that answers. */
  private static final int MOST_ROUNDS = 2_000;

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  /** In {@code /proc/PID/stat} behind the name: state, parent, group, session. */
  private static final int STATE = 0;

  private static final int SESSION = 3;

  private final Process process;
  private final String mark;
  private final Optional<Path> processes;
  private final boolean ownSession;
  private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

  private Family(Process process, String mark, Optional<Path> processes, boolean ownSession) {
    this.process = process;
    this.mark = mark;
    this.processes = processes;
    this.ownSession = ownSession;
  }

  static Family start(List<String> command) throws IOException {
    boolean told = Files.isReadable(PROCESSES.resolve("self/stat"));
    return start(command, told ? Optional.of(PROCESSES) : Optional.empty());
  }

  /** Without a folder that tells of all processes, parents alone are asked. */
  static Family start(List<String> command, Optional<Path> processes) throws IOException {
    List<String> whole = new ArrayList<>();
    boolean ownSession = processes.isPresent() && Program.isInstalled("setsid");
    if (ownSession) {
      whole.add("setsid"); // it becomes the program itself, so that number and exit code are right
    }
    whole.addAll(command);
    String mark = MARK + BEGIN + "_" + COUNT.incrementAndGet();
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().putAll(Map.of(mark, "1"));
    return new Family(builder.start(), mark, processes, ownSession);
  }

  Process process() {
    return process;
  }

  /** Whether children have to be looked at now and then, before their parents leave them. */
  boolean forgets() {
    return processes.isEmpty();
  }

  void remember() {
    process.descendants().forEach(seen::add);
  }

  /** Ends all of them; what they start meanwhile, too. */
  void end() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<ProcessHandle> alive = alive();
      if (alive.isEmpty()) {
        return;
      }
      alive.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(PAUSE);
    }
  }

  List<ProcessHandle> alive() {
    Set<ProcessHandle> family = new HashSet<>();
    if (processes.isPresent()) {
      family.addAll(marked(processes.orElseThrow()));
    } else {
      remember();
      seen.stream().flatMap(ProcessHandle::descendants).forEach(family::add);
      family.addAll(seen);
    }
    if (process.isAlive()) {
      family.add(process.toHandle());
    }
    return family.stream().filter(ProcessHandle::isAlive).toList();
  }

  private List<ProcessHandle> marked(Path folder) {
    String[] names = folder.toFile().list();
    // A session keeps its number from others as long as anyone is in it, and no longer.
    boolean another = !process.isAlive() && new File(folder.toFile(), process.pid() + "").exists();
    return Stream.of(names == null ? new String[0] : names)
        .filter(name -> Character.isDigit(name.charAt(0)))
        .filter(name -> belongs(folder.resolve(name), ownSession && !another))
        .flatMap(name -> ProcessHandle.of(Long.parseLong(name)).stream())
        .toList();
  }

  private boolean belongs(Path told, boolean bySession) {
    try {
      String stat = Files.readString(told.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
        return false; // dead; its parent has not looked yet
      }
      return (bySession && fields[SESSION].equals(String.valueOf(process.pid())))
          || isMarked(told.resolve("environ"));
    } catch (IOException e) {
      return false; // it is gone, or another user's
    }
  }

  private boolean isMarked(Path environment) throws IOException {
    return Files.isReadable(environment)
        && Files.readString(environment, StandardCharsets.ISO_8859_1).contains(mark + "=");
  }
}
