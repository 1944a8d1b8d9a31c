package larksong.it;

/** Kills the program in some phases until each has had its share. */
@FunctionalInterface
interface Rehearsal {

  void run() throws Exception;
}
