package larksong.library;

import java.util.Locale;

/** A show as listeners see it. */
public record ShelvedShow(String name, String title, String description, Locale language) {}
