package larksong.model;

import java.time.LocalDate;

/**
 * What is known of how well a card is remembered.
 *
 * @param stability days until it is remembered with ninety percent
 * @param difficulty from 1 to 10
 * @param reviewed the day it was graded last
 * @param due the day to ask it again
 */
public record CardMemory(double stability, double difficulty, LocalDate reviewed, LocalDate due) {}
