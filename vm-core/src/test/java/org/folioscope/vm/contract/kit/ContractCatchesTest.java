package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.kit.BrokenFilesystem.Defect;
import org.junit.jupiter.api.Test;

/**
 * The contract notices defects: each specification named here passes on the sound filesystem and
 * fails on the broken one.
 */
final class ContractCatchesTest {

  @Test
  void aDirtyFolioThatWaits() {
    catches(
        Defect.DIRTY_FOLIO_WAITS,
        FilesystemContract::whatWasWrittenReadsBackFromCacheAndFromDisk,
        "may neither block nor fail");
  }

  @Test
  void aDirtyFolioThatForgetsTheMark() {
    catches(
        Defect.DIRTY_FOLIO_FORGETS_THE_MARK,
        FilesystemContract::dirtyFolioSetsFlagMarkAndInodeAndTouchesNothingElse,
        "");
    catches(Defect.DIRTY_FOLIO_FORGETS_THE_MARK, FilesystemContract::holesReadAsZeroes, "");
  }

  @Test
  void aReferenceThatIsNotGivenBack() {
    catches(
        Defect.WRITE_END_LEAKS_A_REFERENCE,
        FilesystemContract::writepagesForIntegrityLeavesNothingDirty,
        "references of folio");
  }

  @Test
  void aFolioLockThatIsKept() {
    catches(
        Defect.WRITE_END_KEEPS_THE_LOCK,
        FilesystemContract::holesReadAsZeroes,
        "contract of writeEnd: folios locked afterwards");
  }

  @Test
  void oldBytesThatAreForgotten() {
    catches(
        Defect.WRITE_BEGIN_FORGETS_THE_OLD_BYTES,
        FilesystemContract::writeBeginKeepsWhatTheWriteDoesNotCover,
        "");
  }

  @Test
  void aWritepagesThatDoesNothing() {
    catches(
        Defect.WRITEPAGES_DOES_NOTHING,
        FilesystemContract::writepagesForIntegrityLeavesNothingDirty,
        "mark of page");
    catches(
        Defect.WRITEPAGES_DOES_NOTHING, FilesystemContract::afterFsyncTheBytesAreOnTheMedia, "");
  }

  @Test
  void aPageMkwriteThatReturnsThePageUnlocked() {
    catches(
        Defect.PAGE_MKWRITE_RETURNS_UNLOCKED,
        FilesystemContract::pageMkwriteLeavesThePageLockedAndDirtyUntilTheEntryIsWritable,
        "contract of pageMkwrite: folios locked afterwards");
  }

  @Test
  void anInvalidateLockThatIsKept() {
    catches(
        Defect.PAGE_MKWRITE_KEEPS_INVALIDATE_LOCK,
        FilesystemContract::storesToASharedMappingReachTheFileAndThoseToAPrivateOneDoNot,
        "invalidate_lock");
  }

  @Test
  void stateInAFieldBySightAndByWhatItDoes() {
    assertThatThrownBy(() -> contract(Defect.NONE).allStateIsInContainers())
        .hasMessageContaining("BrokenFilesystem.count is not final");
    catches(
        Defect.BEHAVES_BY_A_FIELD,
        FilesystemContract::writeBeginKeepsWhatTheWriteDoesNotCover,
        "events when run again");
  }

  private static void catches(
      Defect defect, Consumer<FilesystemContract> specification, String message) {
    assertThatCode(() -> specification.accept(contract(Defect.NONE))).doesNotThrowAnyException();
    assertThatThrownBy(() -> specification.accept(contract(defect)))
        .satisfies(thrown -> assertThat(thrown).isInstanceOf(AssertionError.class))
        .hasMessageContaining(message);
  }

  private static FilesystemContract contract(Defect defect) {
    return new FilesystemContract() {
      @Override
      protected FilesystemProvider filesystem() {
        return new BrokenProvider();
      }

      @Override
      protected Bench.Options options() {
        return Bench.Options.DEFAULT.with(binder ->
            binder
                .bind(Defect.class)
                .annotatedWith(BrokenFilesystem.With.class)
                .toInstance(defect));
      }
    };
  }
}
