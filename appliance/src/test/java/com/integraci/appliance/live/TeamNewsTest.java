package com.integraci.appliance.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.live.TeamNews.Item;
import com.integraci.appliance.live.TeamNews.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TeamNewsTest {

  private final TeamNews news = new TeamNews(10);

  @Test
  void what_follows_a_place_comes_once_and_in_order() {
    news.add(items(11, 13));
    news.add(items(12, 14));
    var followed = news.after(place(11));
    assertEquals(List.of(12L, 13L, 14L), followed.items().stream().map(Item::sequence).toList());
    assertFalse(followed.gap());
    assertEquals(place(14), followed.reached());
    assertEquals(List.of(), news.after(place(14)).items());
    assertFalse(news.after(place(14)).gap());
  }

  @Test
  void who_is_further_behind_than_is_kept_has_a_gap() {
    assertFalse(news.after(place(10)).gap());
    assertTrue(news.after(place(9)).gap());
    news.add(items(11, 10 + TeamNews.KEPT));
    assertFalse(news.after(place(10)).gap());
    news.add(items(11 + TeamNews.KEPT, 11 + TeamNews.KEPT));
    assertTrue(news.after(place(10)).gap());
    assertEquals(TeamNews.KEPT, news.after(place(11)).items().size());
  }

  @Test
  void a_place_that_is_not_reached_is_of_another_time_so_anything_may_have_happened() {
    var followed = news.after(place(11));
    assertTrue(followed.gap());
    assertEquals(place(10), followed.reached());
  }

  @Test
  void what_is_skipped_is_a_gap_for_all_who_stood_before_it() {
    news.add(items(11, 12));
    news.skipTo(500);
    assertTrue(news.after(place(12)).gap());
    assertFalse(news.after(place(500)).gap());
    news.skipTo(400);
    assertEquals(place(500), news.reached());
  }

  @Test
  void what_changes_outside_of_the_chain_is_told_without_a_sequence() {
    var before = news.reached();
    news.addOutside();
    var followed = news.after(before);
    assertTrue(followed.outside());
    assertEquals(10, followed.reached().sequence());
    assertFalse(news.after(followed.reached()).outside());
  }

  @Test
  void whoever_waits_is_woken_by_an_entry_and_by_the_time() throws InterruptedException {
    var woken = new CountDownLatch(1);
    var waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    news.await(() -> !news.reached().equals(place(10)), Duration.ofMinutes(1));
                    woken.countDown();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    news.add(items(11, 11));
    assertTrue(woken.await(30, TimeUnit.SECONDS));
    waiting.join();
    long began = System.nanoTime();
    news.await(() -> false, Duration.ofMillis(5));
    assertTrue(System.nanoTime() - began >= Duration.ofMillis(5).toNanos());
  }

  private static Place place(long sequence) {
    return new Place(sequence, 0);
  }

  private static List<Item> items(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(sequence -> new Item(sequence, "secret.put", "secret", "done", Optional.empty()))
        .toList();
  }
}
