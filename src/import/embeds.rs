//! Addresses of videos, and the frames in which pages show them.

/// The content with each video that stands alone on its line as a frame of HTML. Other addresses stay words.
pub fn frame_videos(content: &str) -> String {
    let mut html = String::with_capacity(content.len());
    for line in content.split_inclusive('\n') {
        let address = line.trim();
        if is_video(address) {
            html.push_str(&frame(address));
            html.push_str(&line[line.trim_end().len()..]);
        } else {
            html.push_str(line);
        }
    }
    html
}

/// True for the address of a video on a site whose players can be framed.
pub fn is_video(address: &str) -> bool {
    let hosts = ["youtube.com/", "youtu.be/", "vimeo.com/"];
    let is_plain = !address.contains(['<', '>', '"', ' ', '\n']);
    let host = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .map(|rest| rest.trim_start_matches("www.").trim_start_matches("m."));
    is_plain && host.is_some_and(|host| hosts.iter().any(|known| host.starts_with(known)))
}

/// A frame as pages hold it.
pub fn frame(address: &str) -> String {
    let secure = address.replacen("http://", "https://", 1);
    format!(
        "<iframe src=\"{}\"></iframe>",
        secure.replace("&amp;", "&").replace('&', "&amp;")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_video_alone_on_its_line_is_framed() {
        let html =
            frame_videos("Watch:\nhttps://youtu.be/abc?t=1&a=2\nnot https://youtu.be/abc here\n");

        assert_eq!(
            html,
            "Watch:\n<iframe src=\"https://youtu.be/abc?t=1&amp;a=2\"></iframe>\nnot https://youtu.be/abc here\n"
        );
    }

    #[test]
    fn other_addresses_are_words() {
        for text in [
            "https://example.org/a",
            "https://notyoutube.com/a",
            "https://youtu.be/\"><script>",
        ] {
            assert_eq!(frame_videos(text), text);
        }
    }
}
