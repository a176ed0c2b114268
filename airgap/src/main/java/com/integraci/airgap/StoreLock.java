package com.integraci.airgap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer for one name in the store, among the threads of this process and among processes. The
 * kernel frees the file's lock when its holder dies.
 */
final class StoreLock implements AutoCloseable {
  /** File locks belong to the process, so threads of one process need a lock beside it. */
  private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

  private final ReentrantLock thread;
  private final FileChannel file;

  private StoreLock(ReentrantLock thread, FileChannel file) {
    this.thread = thread;
    this.file = file;
  }

  /**
   * Waits for the lock.
   *
   * @throws StoreFailure when another holds it for longer than {@code timeout}
   */
  static StoreLock hold(Path path, Duration timeout) throws IOException, InterruptedException {
    ReentrantLock thread =
        IN_PROCESS.computeIfAbsent(path.toAbsolutePath().normalize(), p -> new ReentrantLock());
    if (!thread.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw held(path, timeout);
    }
    FileChannel file = null;
    boolean held = false;
    try {
      file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      held = lockWithin(file, timeout);
      if (!held) {
        throw held(path, timeout);
      }
      return new StoreLock(thread, file);
    } finally {
      if (!held) {
        if (file != null) {
          file.close();
        }
        thread.unlock();
      }
    }
  }

  private static boolean lockWithin(FileChannel file, Duration timeout)
      throws IOException, InterruptedException {
    Callable<Object> wait = file::lock;
    FutureTask<Object> task = new FutureTask<>(wait);
    Thread.ofPlatform().daemon().name("store-lock").start(task);
    try {
      task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException("can't lock the store", e.getCause());
    }
  }

  private static StoreFailure held(Path path, Duration timeout) {
    return new StoreFailure(
        "another run has held " + path + " for " + timeout.toMinutes() + " minutes: end it first");
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      thread.unlock();
    }
  }
}
