package org.folioscope.scenarios.calls;

import io.vavr.collection.Map;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.CallList;
import org.folioscope.scenarios.language.ExpectedResult;
import org.folioscope.scenarios.language.Signatures;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;

/** Every call that a scenario can make. */
@Singleton
public final class CallTable {

  private final Machine machine;
  private final ProgramState state;
  private final FileUsers users;
  private final MemoryCalls memory;
  private final ProcessCalls processes;
  private final ResultCheck expectations;
  private final SortedMap<String, KernelCall> byName = new TreeMap<>();

  /** The calls on the machine. */
  @Inject
  CallTable(
      Machine machine,
      ProgramState state,
      FileUsers users,
      FileCalls files,
      ReshapeCalls reshapes,
      MemoryCalls memory,
      ProcessCalls processes,
      KernelCalls kernel,
      DeviceCalls devices,
      NameCalls names,
      SyncCalls syncs,
      FaultCalls faults,
      SendfileCall sendfile,
      FillDeviceCall fillDevice,
      SyncFileRangeCall syncFileRange,
      PowerSwitch power,
      UmountCall umount,
      ResultCheck expectations) {
    this.machine = machine;
    this.state = state;
    this.users = users;
    this.memory = memory;
    this.processes = processes;
    this.expectations = expectations;
    List<KernelCall> all = new ArrayList<>(files.all());
    all.addAll(reshapes.all());
    all.addAll(names.all());
    all.replaceAll(umount::holding);
    all.addAll(memory.all());
    all.addAll(processes.all());
    all.addAll(kernel.all());
    all.addAll(devices.all());
    all.addAll(syncs.all());
    all.addAll(faults.all());
    all.add(sendfile.call());
    all.add(fillDevice.call());
    all.add(syncFileRange.call());
    all.add(power.call());
    all.add(umount.call());
    all.forEach(call -> byName.put(call.signature().name(), call));
  }

  /** How each call is written. */
  public Signatures signatures() {
    return Signatures.of(byName.values().stream().map(KernelCall::signature).toList());
  }

  /** Looks up what calls need, once for all the times that they are made. */
  public List<PreparedCall> prepare(Program program, CallList calls) {
    return calls.made().map(call -> prepare(program, call)).toJavaList();
  }

  private PreparedCall prepare(Program program, Call call) {
    KernelCall kernelCall = byName.get(call.name());
    if (kernelCall == null) {
      throw program.scenario().error(call.position(), "unknown call '" + call.name() + "'");
    }
    return new PreparedCall(program, call, kernelCall);
  }

  /** Makes calls one after the other, until a signal ends the process. */
  public void makeAll(Program program, int process, List<PreparedCall> calls) {
    for (PreparedCall call : calls) {
      make(program, process, call);
      if (processes.endsKilled(program, process)) {
        return;
      }
    }
  }

  /** Makes a call for a process, in the current task; a negative result is an errno. */
  public long make(Program program, int process, PreparedCall prepared) {
    Call call = prepared.call;
    String text = prepared.text;
    try (Frame _ = machine.enter(call.name())) {
      Map<String, Long> variables =
          state.began(text, prepared.variables, processes.killed(program));
      if (variables == null) {
        return Errno.EINTR.result();
      }
      CallContext context = new CallContext(program, process, call, variables);
      long result = prepared.kernelCall.make(context);
      if (context.filesMayBeClosed()) {
        state.put().forEach(users::left);
      }
      if (call.variable().isDefined()) {
        String name = call.variable().get();
        state.assign(program.variable(name), name, result);
      }
      if (processes.isKilled(program)) {
        context.signalled(ExpectedResult.Signal.SIGKILL);
      }
      state.returned(text, result);
      expectations.check(call, context.result(result));
      return result;
    }
  }

  /** Unmaps everything of a process, as its exit does. */
  public void exit(int process) {
    memory.exit(process);
  }
}
