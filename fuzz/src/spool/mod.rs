//! Opening a spool that a crash, a failing disk or anybody has been at: what is left of it is handed out, once and in
//! its order, what is gone is told, and it takes entries again.

mod edit;
mod folder;
mod visit;

use std::sync::OnceLock;

use edit::{Edit, Harm};
use folder::{Folder, Frame, Sound};
use visit::{Found, twice};

/// Opens a sound spool after edits, or a folder of these very bytes: the first byte says which.
///
/// # Panics
/// Where an entry is lost, doubled, out of order or invented, or where a loss is not told.
pub fn check(bytes: &[u8]) {
    match bytes.split_first() {
        Some((0, script)) => edited(script),
        Some((_, content)) => foreign(content),
        None => {}
    }
}

/// Files that no spool has written: the first two bytes are the length of the segment, the rest is the checkpoint.
fn foreign(content: &[u8]) {
    let Some((length, content)) = content.split_first_chunk() else { return };
    let length = usize::from(u16::from_le_bytes(*length));
    let (segment, checkpoint) = content.split_at(length.min(content.len()));
    let _ = twice(&Folder::of(segment, checkpoint));
}

fn edited(script: &[u8]) {
    static SOUND: OnceLock<Sound> = OnceLock::new();
    let sound = SOUND.get_or_init(Sound::new);
    let mut folder = sound.folder.clone();
    let harm = Edit::all(script).map(|edit| edit.apply(&sound.places, &mut folder)).max();
    if let Some(found) = twice(&folder) {
        judge(sound, &folder, harm.unwrap_or_default(), &found);
    }
}

fn judge(sound: &Sound, folder: &Folder, harm: Harm, found: &Found) {
    let given: Vec<&Frame> = found.entries.iter().map(|entry| sound.frame_of(entry)).collect();
    assert!(given.is_sorted_by(|one, next| one.number < next.number), "an entry is doubled or out of order");
    if sound.is_checkpoint_of(folder) {
        assert!(given.iter().all(|frame| !frame.settled), "what was settled came again");
    }
    if harm < Harm::Moved {
        let is_wrong = |frame: &Frame| {
            let is_due = folder.holds(&frame.piece) && !frame.settled;
            let is_allowed = folder.holds(&frame.piece);
            let is_given = given.contains(&frame);
            is_due && !is_given || is_given && !is_allowed
        };
        let wrong: Vec<usize> =
            sound.frames.iter().filter(|frame| is_wrong(frame)).map(|frame| frame.number).collect();
        assert!(wrong.is_empty(), "entries lost that are there, or given that are not: {wrong:?}");
    }
    if harm < Harm::Shortened {
        let is_lost = |frame: &&Frame| !frame.settled && !given.contains(frame);
        assert!(
            found.is_loss_told || !sound.frames.iter().any(|frame| is_lost(&frame)),
            "a loss is not told"
        );
    }
}
