package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.ADDRESS;
import static org.folioscope.scenarios.language.ValueType.CONTENT;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.PID;
import static org.folioscope.scenarios.language.ValueType.SIZE;

import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.folioscope.gup.LeaseUse;
import org.folioscope.gup.NetworkRead;
import org.folioscope.gup.ProcessVm;
import org.folioscope.gup.RegisteredMemory;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.mm.Mms;

/**
 * Calls that hold a program's pages for somebody else: another process, an RDMA card, a capture
 * device.
 */
final class DeviceCalls {

  private static final Parameter REGISTRATION = Parameter.of("registration", INT);
  private static final Parameter ACCESS = Parameter.choice("access", "read", "write").optional();

  /** What the program does about layout leases, where a registration needs one. */
  private static final Parameter LEASE =
      Parameter.choice("lease", "obliging", "deaf", "none").optional();

  private final Mms mms;
  private final ProcessVm processVm;
  private final RegisteredMemory registered;
  private final NetworkRead network;

  @Inject
  DeviceCalls(Mms mms, ProcessVm processVm, RegisteredMemory registered, NetworkRead network) {
    this.mms = mms;
    this.processVm = processVm;
    this.registered = registered;
    this.network = network;
  }

  List<KernelCall> all() {
    return Stream.of(processVm(), rdma(), capture(), network()).flatMap(List::stream).toList();
  }

  private List<KernelCall> processVm() {
    return List.of(
        SimpleCall.of(
            "process_vm_writev",
            INT,
            "copy this process's memory into another process's",
            this::processVmWritev,
            Parameter.of("process", PID),
            Parameter.of("local", ADDRESS),
            Parameter.of("remote", ADDRESS),
            Parameter.of("length", SIZE)));
  }

  private List<KernelCall> rdma() {
    return List.of(
        SimpleCall.of(
                "rdma_register",
                INT,
                "register memory for an RDMA card to write to; the result names the registration",
                this::register,
                Parameter.of("address", ADDRESS),
                Parameter.of("length", SIZE))
            .named(ACCESS)
            .named(LEASE),
        SimpleCall.of(
            "rdma_write",
            INT,
            "the RDMA card stores into registered memory; no kernel code runs",
            this::deviceStores,
            REGISTRATION,
            Parameter.of("offset", SIZE),
            Parameter.of("data", CONTENT),
            Parameter.of("length", SIZE)),
        SimpleCall.of(
            "rdma_deregister",
            INT,
            "end a registration; its pages are marked dirty and let go",
            this::deregister,
            REGISTRATION));
  }

  private List<KernelCall> capture() {
    return List.of(
        SimpleCall.of(
                "capture_queue",
                INT,
                "give memory to a capture device as a frame buffer; the result names it",
                this::register,
                Parameter.of("address", ADDRESS),
                Parameter.of("length", SIZE))
            .named(ACCESS)
            .named(LEASE),
        SimpleCall.of(
            "capture_frame",
            INT,
            "the capture device fills the buffer, and its driver marks the pages dirty",
            this::captureFrame,
            REGISTRATION,
            Parameter.of("data", CONTENT),
            Parameter.of("length", SIZE)),
        SimpleCall.of(
            "capture_release",
            INT,
            "take a frame buffer back from the capture device",
            this::deregister,
            REGISTRATION));
  }

  private List<KernelCall> network() {
    return List.of(
        SimpleCall.of(
            "nfs_direct_read",
            INT,
            "read from a server into memory, past the page cache; pages are held by plain"
                + " references and marked dirty without the page lock",
            call ->
                network.read(
                    mms.of(call.process()), call.number(0), call.content(1, (int) call.number(2))),
            Parameter.of("address", ADDRESS),
            Parameter.of("data", CONTENT),
            Parameter.of("length", SIZE)),
        SimpleCall.of(
            "nfs_aio_read",
            INT,
            "start such a read and go on; the result names it",
            call -> network.start(mms.of(call.process()), call.number(0), call.number(1)),
            Parameter.of("address", ADDRESS),
            Parameter.of("length", SIZE)),
        SimpleCall.of(
            "nfs_answer",
            INT,
            "the server answers such a read: the kernel stores the data, marks the pages dirty"
                + " without the page lock and lets them go",
            call -> network.answer(call.number(0), call.content(1, (int) call.number(2))),
            Parameter.of("read", INT),
            Parameter.of("data", CONTENT),
            Parameter.of("length", SIZE)));
  }

  private long register(CallContext call) {
    return registered.register(
        mms.of(call.process()),
        call.number(0),
        call.number(1),
        !call.namedIs("access", "read"),
        leaseUse(call));
  }

  private static LeaseUse leaseUse(CallContext call) {
    if (call.namedIs("lease", "none")) {
      return LeaseUse.NONE;
    }
    return call.namedIs("lease", "deaf") ? LeaseUse.DEAF : LeaseUse.OBLIGING;
  }

  private long deregister(CallContext call) {
    return registered.deregister(call.number(0)).result();
  }

  private long processVmWritev(CallContext call) {
    return processVm.write(
        mms.of(call.process()),
        call.number(1),
        mms.of(call.processOf(0)),
        call.number(2),
        call.number(3));
  }

  private long deviceStores(CallContext call) {
    int length = (int) call.number(3);
    return registered
        .deviceStores(call.number(0), call.number(1), call.content(2, length))
        .result();
  }

  private long captureFrame(CallContext call) {
    Errno stored =
        registered.deviceStores(call.number(0), 0, call.content(1, (int) call.number(2)));
    return stored.failed() ? stored.result() : registered.markDirty(call.number(0)).result();
  }
}
