package com.integraci.bundles.rego;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.styra.opa.wasm.OpaWasm_Env;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import com.styra.opa.wasm.OpaWasm_ModuleImports;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * A memory in which a program is run, one evaluation at a time. After one that failed it is in
 * whatever state it was left in, and must not be used any more.
 */
public final class RegoInstance {

  private static final int PAGES_FIRST = 32;

  /** 16 MiB in pages of 64 KiB. */
  private static final int PAGES_MAX = 256;

  private final Memory memory = new ByteArrayMemory(new MemoryLimits(PAGES_FIRST, PAGES_MAX));
  private final OpaWasm_ModuleExports exports;
  private final int entryPoint;
  private final int data;

  /** Everything from here on is of one evaluation. */
  private final int heap;

  RegoInstance(
      WasmModule module, Function<Instance, Machine> machines, String entryPoint, byte[] data) {
    this.exports =
        new OpaWasm_ModuleExports(
            Instance.builder(module)
                .withImportValues(new Host(memory).toImportValues())
                .withMemoryFactory(_ -> memory)
                .withMachineFactory(machines)
                .build());
    this.entryPoint = number(entryPoint);
    this.data = load(data);
    this.heap = exports.opaHeapPtrGet();
  }

  private int number(String name) {
    var known = JsonMapper.shared().readTree(text(exports.opaJsonDump(exports.entrypoints())));
    if (!known.has(name)) {
      throw new IllegalArgumentException("no entry point " + name + " in " + known);
    }
    return known.get(name).asInt();
  }

  private int load(byte[] json) {
    int address = exports.opaMalloc(json.length);
    memory.write(address, json);
    int value = exports.opaJsonParse(address, json.length);
    exports.opaFree(address);
    if (value == 0) {
      throw new IllegalArgumentException("the data is not JSON");
    }
    return value;
  }

  /**
   * Evaluates.
   *
   * @param input JSON in UTF-8; nothing for no input
   * @return JSON: an array, of one object with the member {@code result}, or empty when the rule is
   *     undefined
   * @throws RegoAborted when the rules gave up
   */
  public String evaluate(byte[] input) {
    makeRoom(input.length);
    memory.write(heap, input);
    return text(exports.opaEval(0, entryPoint, data, heap, input.length, heap + input.length, 0));
  }

  private void makeRoom(int bytes) {
    long missing = (long) heap + bytes - Memory.bytes(memory.pages());
    if (missing > 0 && memory.grow(Math.ceilDiv((int) missing, Memory.PAGE_SIZE)) < 0) {
      throw RegoAborted.outOfMemory();
    }
  }

  private String text(int address) {
    return memory.readCString(address, StandardCharsets.UTF_8);
  }

  /**
   * What the rules may call: nothing. All that {@code capabilities.json} lists they have in them.
   */
  private record Host(Memory memory) implements OpaWasm_ModuleImports, OpaWasm_Env {

    @Override
    public OpaWasm_Env env() {
      return this;
    }

    @Override
    public void opaAbort(int address) {
      throw new RegoAborted(memory.readCString(address, StandardCharsets.UTF_8));
    }

    @Override
    public int opaBuiltin0(int id, int context) {
      throw absent(id);
    }

    @Override
    public int opaBuiltin1(int id, int context, int a) {
      throw absent(id);
    }

    @Override
    public int opaBuiltin2(int id, int context, int a, int b) {
      throw absent(id);
    }

    @Override
    public int opaBuiltin3(int id, int context, int a, int b, int c) {
      throw absent(id);
    }

    @Override
    public int opaBuiltin4(int id, int context, int a, int b, int c, int d) {
      throw absent(id);
    }

    private static RegoAborted absent(int id) {
      return new RegoAborted("no built-in function " + id);
    }
  }
}
