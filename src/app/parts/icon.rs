//! The one set of icons: sixteen pixels, one stroke, drawn in the colour of the text beside them.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Start playing.
    Play,
    /// Stop playing.
    Pause,
    /// To the event before.
    StepBack,
    /// To the next event.
    StepForward,
    /// To the beginning.
    Restart,
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Open a file.
    Open,
    /// Light paper.
    Sun,
    /// Dark paper.
    Moon,
    /// As the system has it.
    System,
    /// Away with it.
    Close,
    /// There is more below.
    Down,
    /// The map of keys.
    Keys,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Play => "M5 3.2v9.6l7.6-4.8z",
            Self::Pause => "M5.2 3.2v9.6M10.8 3.2v9.6",
            Self::StepBack => "M11.5 3.8v8.4L5.4 8zM4 3.8v8.4",
            Self::StepForward => "M4.5 3.8v8.4L10.6 8zM12 3.8v8.4",
            Self::Restart => "M3.2 8a4.8 4.8 0 1 0 1.6-3.6M3.2 2.6v2.6h2.6",
            Self::Undo => "M5.5 3 2.8 5.7l2.7 2.7M3 5.7h6.2a3.6 3.6 0 0 1 0 7.2H6",
            Self::Redo => "m10.5 3 2.7 2.7-2.7 2.7M13 5.7H6.8a3.6 3.6 0 0 0 0 7.2H10",
            Self::Open => "M2.5 12.5v-9h4l1.5 2h5.5v7z",
            Self::Sun => {
                "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1"
            }
            Self::Moon => "M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z",
            Self::System => "M2 3h12v8H2zM5.5 13.5h5",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::Down => "m4.5 6.5 3.5 3.5 3.5-3.5",
            Self::Keys => {
                "M1.8 4h12.4v8H1.8zM4.3 6.6h.01M6.8 6.6h.01M9.3 6.6h.01M11.8 6.6h.01M5 9.5h6"
            }
        }
    }

    const fn filled(self) -> bool {
        matches!(self, Self::Play)
    }
}

/// An icon, for those who look; whatever it stands on says the same in words.
#[component]
pub fn Draw(
    /// Which.
    #[prop(into)]
    icon: Signal<Icon>,
) -> impl IntoView {
    view! {
        <svg
            class="icon"
            class:filled=move || icon.get().filled()
            viewBox="0 0 16 16"
            width="16"
            height="16"
            aria-hidden="true"
        >
            <path d=move || icon.get().path() />
        </svg>
    }
}
