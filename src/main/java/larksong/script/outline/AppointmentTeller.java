package larksong.script.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.model.Appointment;
import larksong.model.Appointment.Standing;
import larksong.model.Line;
import larksong.model.Segment;
import larksong.model.Story;

/** Tells a day's appointments in order, as one chapter. */
record AppointmentTeller(Telling telling) implements Teller {

  @Override
  public List<Segment> tell(List<Story> stories) {
    List<Line> lines = new ArrayList<>();
    for (Story story : stories) {
      String text = appointment(story, lines.isEmpty());
      lines.add(
          Telling.line(lines.isEmpty() ? telling.say("appointments.open") + " " + text : text));
    }
    return telling.segment("appointments.heading", lines, stories).stream().toList();
  }

  private String appointment(Story story, boolean first) {
    Appointment appointment = (Appointment) story.item();
    Map<String, Object> words = telling.words(story);
    boolean cancelled = isCancelled(story);
    List<String> sentences = new ArrayList<>();
    sentences.add(telling.say(phraseFor(story, cancelled, first), words));
    if (!cancelled) {
      if (story.fact("at").isPresent() && story.fact("lasts").isPresent()) {
        sentences.add(telling.say("appointment.lasts", words));
      }
      Optional<String> place =
          appointment.location().flatMap(one -> telling.sourced().word(appointment, one));
      if (place.isPresent()) {
        words.put("location", place.get());
        sentences.add(telling.say("appointment.place", words));
      }
      if (appointment.standing() == Standing.TENTATIVE) {
        sentences.add(telling.say("appointment.tentative"));
      }
    }
    return String.join(" ", sentences);
  }

  static boolean isCancelled(Story story) {
    return story.item() instanceof Appointment appointment
        && appointment.standing() == Standing.CANCELLED;
  }

  static boolean isMoved(Story story) {
    return story.fact("was").isPresent();
  }

  private static String phraseFor(Story story, boolean cancelled, boolean first) {
    if (cancelled) {
      return "appointment.cancelled";
    }
    if (isMoved(story)) {
      return "appointment.moved";
    }
    if (story.fact("since").isPresent()) {
      return "appointment.since";
    }
    if (story.fact("at").isEmpty()) {
      return story.fact("day").isPresent() ? "appointment.ahead" : "appointment.allday";
    }
    return first ? "appointment.first" : "appointment.next";
  }
}
